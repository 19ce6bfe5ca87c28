"""Files that came with a contact or leave with an answer."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class AttachmentState(models.TextChoices):
    """Whether a file can be opened."""

    KEPT = "kept", _("Stored")
    REFUSED = "refused", _("Not stored")
    DESTROYED = "destroyed", _("Destroyed")


class AttachmentQuerySet(BrandQuerySet["Attachment"]):
    """Named reads of files."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those in conversations of private teams the person is not in."""
        files = super().visible_to(person)
        if person.hidden_team_ids:
            hidden = list(person.hidden_team_ids)
            files = files.exclude(interaction__conversation__team__in=hidden)
            files = files.exclude(outbox__conversation__team__in=hidden)
        return files


class Attachment(models.Model):
    """One file. `path` is its place in the storage, by content; `problem` says why a file was not kept.

    It belongs to an interaction, to a message that has not left yet, or (just uploaded) to nobody but
    the person who uploaded it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    interaction = models.ForeignKey(
        "interactions.Interaction",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="attachments",
    )
    outbox = models.ForeignKey(
        "interactions.OutboxMessage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="attachments",
    )
    uploaded_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    name = models.CharField(_("Name"), max_length=255)
    content_type = models.CharField(max_length=120, default="application/octet-stream")
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=200, blank=True)
    inline = models.BooleanField(default=False)
    content_id = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10, choices=AttachmentState.choices, default=AttachmentState.KEPT)
    problem = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes = [
            # uploads that were never sent are swept away by age
            models.Index(
                fields=["created_at"],
                name="attachment_unsent",
                condition=Q(interaction__isnull=True, outbox__isnull=True),
            ),
            # whether a stored content is still wanted by anybody
            models.Index(fields=["brand", "sha256"], name="attachment_content"),
        ]

    def __str__(self) -> str:
        return self.name
