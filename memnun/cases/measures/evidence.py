"""Evidence of the complaint process along clause 7 of ISO 10002, for a period; as XLSX and PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from memnun.cases.actions import settings_of
from memnun.cases.deadlines.sentences import tell_length
from memnun.cases.measures.figures import MEASURES, Spread, Wanted
from memnun.cases.models import Case, DeadlineKind, FollowUp, Resolution, State
from memnun.foundation.printing import FAMILY, new_paper
from memnun.foundation.shares import Share
from memnun.foundation.turkish.dates import short_date
from memnun.foundation.turkish.numbers import format_number, format_percent
from memnun.people.models import Person

AT_ONCE = 500
WIDTHS = (14, 24, 14, 18, 18, 18, 18, 18, 36, 22, 22, 18)
"""The columns of the cases, in characters."""
MOMENT = "dd.mm.yyyy hh:mm"


@dataclass(frozen=True, slots=True)
class Proof:
    """One line: the clause, what it asks for, and what the period shows."""

    clause: str
    asks: str
    shows: str


def proofs_of(person: Person, wanted: Wanted) -> list[Proof]:
    """The lines of the report."""
    cases = wanted.narrow(
        Case.objects.visible_to(person).filter(opened_at__gte=wanted.since, opened_at__lt=wanted.until), ""
    )
    told = _counted(cases)
    channels = cases.order_by().values("channel").annotate(n=Count("id")).order_by("-n")
    answers = MEASURES["first_answer"].rows(person, wanted)
    in_time = Share(answers.filter(met_at__lte=F("due_at")).count(), answers.count())
    solutions = MEASURES["solution"].rows(person, wanted)
    causes = Share(solutions.filter(cause__isnull=False).count(), solutions.count())
    asked = MEASURES["follow_ups"].rows(person, wanted)
    content = Share(
        asked.filter(state=FollowUp.State.SATISFIED).count(),
        asked.filter(state__in=[FollowUp.State.SATISFIED, FollowUp.State.UNSATISFIED]).count(),
    )
    wishes = settings_of(person.brand_id)
    return [
        Proof("7.1", _("Communication"), _("New cases are acknowledged by themselves: {answer}").format(
            answer=_("yes") if wishes.acknowledges else _("no"))),
        Proof("7.2", _("Receipt of complaints"), _("{count} cases: {channels}").format(count=_n(told["n"]), channels=", ".join(
            f"{_channel(row['channel'])} {_n(row['n'])}" for row in channels))),
        Proof("7.3", _("Tracking"), _("Every case has a number; with an owner or solved: {share}").format(
            share=_share(Share(told["owned"], told["n"])))),
        Proof("7.4", _("Acknowledgement"), _("Acknowledged: {share}").format(
            share=_share(Share(told["acknowledged"], told["n"])))),
        Proof("7.5", _("Initial assessment"), _("Every case has a type and an urgency; high or critical: {share}").format(
            share=_share(Share(told["urgent"], told["n"])))),
        Proof("7.6", _("Investigation"), _("Root cause written down: {share}").format(share=_share(causes))),
        Proof("7.7", _("Response"), _("First answer in time: {share}; {spread}").format(
            share=_share(in_time), spread=_spread(person, wanted, "first_answer"))),
        Proof("7.8", _("Communicating the decision"), _("Solved: {count}, of these refused {refused}; {spread}").format(
            count=_n(causes.n), refused=_n(solutions.filter(refused=True).count()), spread=_spread(person, wanted, "solution"))),
        Proof("7.9", _("Closing"), _("Closed: {closed}; says it is solved, of those who answered: {share}").format(
            closed=_n(told["closed"]), share=_share(content))),
    ]  # fmt: skip


def _counted(cases: QuerySet[Case]) -> dict[str, int]:
    return cases.aggregate(
        n=Count("id"),
        owned=Count("id", filter=~Q(assignee=None) | ~Q(state__in=[State.NEW, State.WORKING, State.WAITING])),
        acknowledged=Count("id", filter=Q(acknowledged_at__isnull=False)),
        urgent=Count("id", filter=Q(urgency__gte=2)),
        closed=Count("id", filter=Q(state=State.CLOSED)),
    )


def workbook_of(person: Person, wanted: Wanted) -> bytes:
    """The evidence and every case of the period, as XLSX; rows are written as they are read."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Evidence"))
    _set_widths(sheet, (10, 28, 110))
    sheet.append(
        [_bold(sheet, text) for text in (_("Clause"), _("What it asks for"), _("What the period shows"))]
    )
    for proof in proofs_of(person, wanted):
        sheet.append([proof.clause, proof.asks, proof.shows])
    rows = book.create_sheet(_("Cases"))
    _set_widths(rows, WIDTHS)
    rows.freeze_panes = "A2"
    rows.append([_bold(rows, text) for text in _columns()])
    for case in _cases(person, wanted):
        rows.append([_cell(rows, value) for value in _row(case)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def paper_of(person: Person, wanted: Wanted) -> bytes:
    """The evidence on paper."""
    title = _("ISO 10002 clause 7: evidence")
    paper = new_paper(title=title)
    paper.set_margins(18, 18)
    paper.set_auto_page_break(True, margin=18)
    paper.add_page()
    paper.set_font(FAMILY, "B", 16)
    paper.multi_cell(0, 8, title, new_x="LMARGIN", new_y="NEXT")
    paper.set_font(FAMILY, size=10)
    days = [timezone.localtime(each).date() for each in (wanted.since, wanted.until - timedelta(seconds=1))]
    period = f"{person.brand.name} · {' – '.join(map(short_date, days))}"
    paper.multi_cell(0, 6, period, new_x="LMARGIN", new_y="NEXT")
    paper.ln(4)
    for proof in proofs_of(person, wanted):
        paper.set_font(FAMILY, "B", 11)
        paper.multi_cell(0, 6, f"{proof.clause}  {proof.asks}", new_x="LMARGIN", new_y="NEXT")
        paper.set_font(FAMILY, size=10)
        paper.multi_cell(0, 5, proof.shows, align="L", new_x="LMARGIN", new_y="NEXT")
        paper.ln(3)
    return paper.finished()


def _cases(person: Person, wanted: Wanted) -> Iterator[Case]:
    rows = wanted.narrow(
        Case.objects.visible_to(person).filter(opened_at__gte=wanted.since, opened_at__lt=wanted.until), ""
    )
    related = rows.select_related("type", "assignee", "team").prefetch_related(
        "deadlines", "resolutions__cause__parent"
    )
    yield from related.order_by("opened_at", "id").iterator(chunk_size=AT_ONCE)


def _columns() -> list[str]:
    return [
        _("Case number"), _("Type"), _("Channel"), _("Opened"), _("Acknowledged"), _("First answer"),
        _("First answer due"), _("Solved"), _("Root cause"), _("Case owner"), _("Team"), _("State"),
    ]  # fmt: skip


def _row(case: Case) -> list[Any]:
    first = next((each for each in case.deadlines.all() if each.kind == DeadlineKind.FIRST_ANSWER), None)
    solved = next((each for each in case.resolutions.all() if each.undone_at is None), None)
    return [
        case.label, str(case.type), case.get_channel_display(), _local(case.opened_at),
        _local(case.acknowledged_at), _local(case.first_answered_at), _local(first.due_at if first else None),
        _local(case.resolved_at), _safe(_cause(solved)) if solved else "",
        _safe(str(case.assignee or "")), _safe(str(case.team or "")), case.get_state_display(),
    ]  # fmt: skip


def _cause(solved: Resolution) -> str:
    """The root cause with the one above it."""
    if solved.cause is None:
        return ""
    return f"{solved.cause.parent} › {solved.cause}" if solved.cause.parent else str(solved.cause)


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _local(at: datetime | None) -> datetime | None:
    """Spreadsheets know no zones and show whole minutes."""
    return timezone.localtime(at).replace(tzinfo=None, second=0, microsecond=0) if at else None


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = MOMENT
    return cell


def _set_widths(sheet: Any, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _share(told: Share) -> str:
    if not told.n:
        return _("none")
    low, high = told.interval
    return f"{format_percent(told.share)} ({format_percent(low)}–{format_percent(high)}, n = {_n(told.n)})"


def _spread(person: Person, wanted: Wanted, name: str) -> str:
    from_period = MEASURES[name].figure(person, wanted)
    if not isinstance(from_period, Spread) or from_period.median is None or from_period.p90 is None:
        return _("none")
    return _("median {median}, nine of ten within {p90} (n = {n})").format(
        median=_seconds(from_period.median), p90=_seconds(from_period.p90), n=_n(from_period.n)
    )


def _n(count: int) -> str:
    return format_number(count, language=get_language() or "tr")


def _seconds(seconds: float) -> str:
    return tell_length(timedelta(seconds=seconds))


def _channel(value: str) -> str:
    return str(dict(Case._meta.get_field("channel").flatchoices).get(value, value or "–"))
