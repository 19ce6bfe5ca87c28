"""How each person looks at the inbox, and who looks at what right now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.conversation import Conversation
from memnun.people.models import Brand, BrandQuerySet, Person


class SavedView(models.Model):
    """A named set of inbox filters; `filters` is the query string as a dict of lists."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    shared = models.BooleanField(_("Everybody sees it"), default=False)
    name = models.CharField(_("Name"), max_length=60)
    filters = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_view_a_name")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Writing(models.TextChoices):
    """What somebody who looks at a conversation is writing."""

    NOTHING = "", _("Only looking")
    NOTE = "note", _("A private note")
    REPLY = "reply", _("A reply")


class Presence(models.Model):
    """Up to when a person has read a conversation, and until when they count as looking at it right now.

    `writing` counts as long as they look.
    """

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=clock.now)
    looking_until = models.DateTimeField(null=True)
    writing = models.CharField(max_length=5, choices=Writing.choices, default=Writing.NOTHING, blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="one_presence")]

    def __str__(self) -> str:
        return f"{self.person} @ {self.conversation}"
