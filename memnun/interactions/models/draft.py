"""Answers that are being written."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.channel import ChannelAccount
from memnun.interactions.models.conversation import Conversation
from memnun.people.models import Brand, BrandQuerySet, Person


class Draft(models.Model):
    """What a person has written in a conversation and not sent; colleagues see it and may take it over."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="drafts", db_index=False
    )
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(
        ChannelAccount, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    subject = models.CharField(_("Subject"), max_length=300, blank=True)
    text = models.TextField(_("Text"), max_length=50_000)
    updated_at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "by"], name="one_draft_a_person_and_conversation")
        ]

    def __str__(self) -> str:
        return self.text[:60]
