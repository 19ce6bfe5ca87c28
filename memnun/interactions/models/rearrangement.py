"""Conversations merged, split or rearranged by hand, with all that is needed to undo it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.conversation import Conversation
from memnun.people.models import Brand, BrandQuerySet, Person


class Rearrangement(models.Model):
    """Interactions moved from one conversation to another: a merge moves all, a split some, a move some into one that stood already.

    `before` holds both conversations' rows and the ids moved, as they were.
    """

    class Act(models.TextChoices):
        MERGE = "merge", _("Merged")
        SPLIT = "split", _("Split")
        MOVE = "move", _("Contacts moved")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=5, choices=Act.choices)
    source = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.act} {self.source_id} → {self.target_id}"
