"""What happens to cases by the clock."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from memnun.cases.actions import (
    allocate_unowned,
    mark_broken_promises,
    retime_some,
    watch_deadlines,
)
from memnun.cases.actions.tidying import close_rested, date_cases, hand_over_absences, silence_follow_ups
from memnun.cases.letters.asking import ask_again, plan_lost_questions_anew
from memnun.cases.letters.sending import acknowledge_new
from memnun.cases.models import CaseSettings


@app.periodic(cron="* * * * *")
@app.task(name="cases.watch", queueing_lock="cases.watch", pass_context=False)
def watch(timestamp: int) -> None:
    """Warnings, missed deadlines, escalations, broken promises; and new cases are acknowledged."""
    while watch_deadlines():
        pass
    while mark_broken_promises():
        pass
    for wishes in CaseSettings.objects.filter(acknowledges=True):
        while acknowledge_new(wishes):
            pass


@app.periodic(cron="*/5 * * * *")
@app.task(name="cases.find_owners", queueing_lock="cases.find_owners", pass_context=False)
def find_owners(timestamp: int) -> None:
    """Hand over from those who are away, and look for owners of what nobody has."""
    hand_over_absences()
    for brand_id in CaseSettings.objects.values_list("brand_id", flat=True):
        allocate_unowned(brand_id)


@app.periodic(cron="13 * * * *")
@app.task(name="cases.tidy", queueing_lock="cases.tidy", pass_context=False)
def tidy(timestamp: int) -> None:
    """Ask again what was solved a week ago, close what has come to rest, count days since purchases told late."""
    for wishes in CaseSettings.objects.all():
        ask_again(wishes)
        plan_lost_questions_anew(wishes)
    while silence_follow_ups():
        pass
    while close_rested():
        pass
    date_cases()


@app.task(name="cases.retime", queueing_lock=None)
def retime_brand(*, brand_id: str, after: str = "") -> None:
    """Reckon a brand's open cases anew after an edit of its calendars or terms, a few hundred a job."""
    last = retime_some(UUID(brand_id), UUID(after) if after else None)
    if last:
        retime_brand.defer(brand_id=brand_id, after=str(last))
