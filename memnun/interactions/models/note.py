"""What staff say to each other about a conversation; never shown to the customer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.conversation import Conversation
from memnun.people.models import Brand, BrandQuerySet, Person


class Note(models.Model):
    """A private note in a conversation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="notes", db_index=False
    )
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("Note"), max_length=10_000)
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["conversation", "at", "id"], name="note_conversation")]

    def __str__(self) -> str:
        return self.text[:60]


class Mention(models.Model):
    """A person named in a note, until seen."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "person"], name="mentioned_once_a_note")]
        indexes = [
            models.Index(
                fields=["person", "-at"], name="mention_unseen", condition=models.Q(seen_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"@{self.person}"
