"""When two conversations become one, the cases of the one that goes stand in the one that stays; and back."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from memnun.cases.models import Case
from memnun.interactions.models import Rearrangement
from memnun.reactions.rules import rule

NAME = "merged_conversations_keep_their_cases"
RULE = rule(
    NAME,
    _("Merged conversations keep their cases"),
    _("What is said in the conversation that stays counts for the cases of the one that went."),
)


def react(rearrangement_ids: list[UUID]) -> None:
    """Move the cases along with each merge, and back when it was undone."""
    done = Rearrangement.objects.filter(id__in=rearrangement_ids, act=Rearrangement.Act.MERGE)
    for each in done.order_by("at", "id"):
        if each.undone_at:
            here = Case.objects.filter(conversation=each.target_id, contacts__conversation=each.source_id)
            Case.objects.filter(id__in=list(here.values_list("id", flat=True))).update(
                conversation=each.source_id
            )
        else:
            Case.objects.filter(conversation=each.source_id).update(conversation=each.target_id)
