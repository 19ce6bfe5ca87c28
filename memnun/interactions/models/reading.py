"""What was understood of an interaction, by which version of the model, and what people corrected."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.interaction import Interaction
from memnun.people.models import Brand, BrandQuerySet, Person


class Sentiment(models.TextChoices):
    """The feeling of a text."""

    POSITIVE = "positive", _("Positive")
    NEUTRAL = "neutral", _("Neutral")
    NEGATIVE = "negative", _("Negative")


class Kind(models.TextChoices):
    """What the customer is doing."""

    COMPLAINT = "complaint", _("Complaint")
    SUGGESTION = "suggestion", _("Suggestion")
    QUESTION = "question", _("Question")
    REQUEST = "request", _("Request")
    PRAISE = "praise", _("Praise")
    THANKS = "thanks", _("Thanks")
    OTHER = "other", _("Other")


class Reading(models.Model):
    """The reading of one interaction; shapes as in `memnun.understanding.Reading`.

    `details` holds clauses, probabilities, personal data and evidence with character offsets into
    the interaction's text. `second` tells how it stands with the second reader: empty where the first was sure,
    `DUE` where it waits to be asked, then its version.
    """

    DUE: ClassVar[str] = "due"

    interaction = models.OneToOneField(
        Interaction, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    version = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    sentiment = models.CharField(max_length=8, choices=Sentiment.choices)
    mixed = models.BooleanField(default=False)
    kinds = ArrayField(models.CharField(max_length=12), default=list)
    topics = ArrayField(models.CharField(max_length=40), default=list)
    threats = ArrayField(models.CharField(max_length=12), default=list)
    group = models.CharField(max_length=10, default="none")
    urgency = models.PositiveSmallIntegerField(default=0)
    broken_promise = models.BooleanField(default=False)
    abuse = models.BooleanField(default=False)
    unsure = models.BooleanField(default=False)
    details = models.JSONField(default=dict)
    read_at = models.DateTimeField(default=clock.now)
    second = models.CharField(max_length=20, default="", db_default="")

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-read_at", "interaction"], condition=models.Q(second="due"), name="reading_doubtful"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sentiment} {','.join(self.kinds)}"


class Heard(Protocol):
    """What was read, whether it is kept in a row already or not."""

    @property
    def kinds(self) -> Sequence[str]: ...
    @property
    def threats(self) -> Sequence[str]: ...
    @property
    def mixed(self) -> bool: ...
    @property
    def broken_promise(self) -> bool: ...
    @property
    def unsure(self) -> bool: ...


def says_only_thanks(heard: Heard | None) -> bool:
    """Whether it was surely read as thanks, perhaps with praise, and as nothing else.

    Nobody waits for an answer to that, once they have one.
    """
    if heard is None or heard.unsure or heard.mixed or heard.broken_promise or heard.threats:
        return False
    return {Kind.THANKS.value} <= set(heard.kinds) <= {Kind.THANKS.value, Kind.PRAISE.value}


class Correction(models.Model):
    """What a person said the reading should have been; kept, and used to adapt the brand's model."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=12)
    before = models.JSONField()
    after = models.JSONField()
    version = models.CharField(max_length=40)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"
