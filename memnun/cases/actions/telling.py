"""The event of an act on a case, with what every such event carries; and the case held while it changes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from memnun.cases.actions.founding import settings_of
from memnun.cases.models import Case
from memnun.cases.timing import Timing, retime
from memnun.events.actions import Act, record
from memnun.events.kinds import Kind
from memnun.people.models import Person


class CannotAct(ValueError):
    """The act does not fit the state of the case; the text says why, in the reader's language."""


def act_of(kind: Kind, case: Case, by: Person | None, **details: Any) -> Act:
    """The event of an act, for writing many at once."""
    return Act(
        kind,
        case.brand_id,
        by,
        customer_id=case.customer_id,
        conversation_id=case.conversation_id,
        subject_id=case.id,
        team_id=case.team_id,
        details={"label": case.label, **details},
    )


def tell(kind: Kind, case: Case, by: Person | None, **details: Any) -> None:
    """Write the act into the log, visible to whoever may see the case."""
    record(
        kind,
        brand_id=case.brand_id,
        by=by,
        customer_id=case.customer_id,
        conversation_id=case.conversation_id,
        subject_id=case.id,
        team_id=case.team_id,
        label=case.label,
        **details,
    )


def locked(case: Case) -> Case:
    """The case as it is now, held until the end of the transaction."""
    return Case.objects.select_for_update(no_key=True).get(id=case.id)


def locked_open(case: Case) -> Case:
    """The same for acts on open cases. Raises CannotAct when it is solved or closed."""
    current = locked(case)
    if not current.is_open:
        raise CannotAct(_("This case is solved. Open it again first."))
    return current


def settle(case: Case) -> Case:
    """Reckon the case anew after an act and save it."""
    retime(case, Timing.of(settings_of(case.brand_id)))
    return case
