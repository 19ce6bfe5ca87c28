"""Why a message was put into its conversation."""

from django.db import models

from memnun.foundation import clock
from memnun.interactions.models.conversation import Conversation
from memnun.interactions.models.interaction import Interaction
from memnun.people.models import Brand, BrandQuerySet


class ThreadEvidence(models.Model):
    """What was weighed when a message that named others was placed.

    `considered` holds one entry a conversation: its id and number, the score, and the reasons with
    their weights, best first. The conversation chosen is the interaction's own.
    """

    interaction = models.OneToOneField(
        Interaction, on_delete=models.CASCADE, primary_key=True, related_name="thread_evidence"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        Conversation,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    score = models.FloatField(default=0)
    considered = models.JSONField(default=list)
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.interaction_id}: {self.score:.2f}"
