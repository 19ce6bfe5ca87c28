"""How a brand works with cases: one page that shows it, and one form for each kind of row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise as Words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from memnun.cases.actions import hand_over, settings_of
from memnun.cases.actions.arranging import arrange, remove, set_day
from memnun.cases.calendar_forms import DAYS, CalendarForm, DayForm
from memnun.cases.deadlines.legal import ARBITRATION_LIMIT, SHIPPED
from memnun.cases.forms import CaseForm
from memnun.cases.models import (
    Absence,
    CalendarDay,
    Capacity,
    CaseSettings,
    CaseType,
    ConcessionRule,
    EscalationStep,
    LegalParameter,
    OwnerRule,
    RootCause,
    WorkingCalendar,
)
from memnun.cases.settings_forms import (
    AbsenceForm,
    CapacityForm,
    CauseForm,
    GeneralForm,
    LegalForm,
    OwnerRuleForm,
    PolicyForm,
    StepSettingsForm,
    TypeSettingsForm,
)
from memnun.foundation import clock
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Person, Role


@dataclass(frozen=True)
class Section:
    """A kind of row: its model, its form, and whether a change moves deadlines."""

    title: Words | str
    model: Any
    form: type[CaseForm]
    retimes: bool = False


SECTIONS = {
    "types": Section(gettext_lazy("Case types"), CaseType, TypeSettingsForm),
    "calendars": Section(gettext_lazy("Working hours"), WorkingCalendar, CalendarForm, retimes=True),
    "steps": Section(
        gettext_lazy("Warnings and escalations"), EscalationStep, StepSettingsForm, retimes=True
    ),
    "owners": Section(gettext_lazy("To whom cases go"), OwnerRule, OwnerRuleForm),
    "policy": Section(gettext_lazy("Who may give what"), ConcessionRule, PolicyForm),
    "causes": Section(gettext_lazy("Root causes"), RootCause, CauseForm),
    "absences": Section(gettext_lazy("Absences"), Absence, AbsenceForm),
    "law": Section(gettext_lazy("Values of the law"), LegalParameter, LegalForm),
}


@require_GET
@at_least(Role.MANAGER)
def case_settings(request: StaffRequest) -> HttpResponse:
    """Everything on one page."""
    person = request.person
    settings_of(person.brand_id)
    capacities = Capacity.objects.visible_to(person).in_bulk(field_name="person_id")
    context = {
        "settings": CaseSettings.objects.visible_to(person).get(),
        "types": CaseType.objects.visible_to(person),
        "calendars": WorkingCalendar.objects.visible_to(person)
        .prefetch_related("days")
        .select_related("branch"),
        "steps": EscalationStep.objects.visible_to(person).select_related("team"),
        "owners": OwnerRule.objects.visible_to(person).select_related("type", "branch", "team"),
        "policy": ConcessionRule.objects.visible_to(person).select_related("type"),
        "causes": RootCause.objects.visible_to(person).filter(parent=None).prefetch_related("children"),
        "absences": Absence.objects.visible_to(person).filter(until__gt=clock.now()).select_related("person"),
        "law": LegalParameter.objects.visible_to(person),
        "shipped_law": SHIPPED,
        "people": [
            (each, capacities.get(each.id))
            for each in Person.objects.visible_to(person).active().exclude(role=Role.ANALYST)
        ],
    }
    return render(request, "cases/settings.html", context)


@at_least(Role.MANAGER)
def case_general(request: StaffRequest) -> HttpResponse:
    """What holds for all cases."""
    settings_of(request.person.brand_id)
    row = CaseSettings.objects.visible_to(request.person).get()
    return _edit(request, row, GeneralForm, title=_("Cases"), values=_plain, retimes=True)


@at_least(Role.MANAGER)
def case_setting_create(request: StaffRequest, section: str) -> HttpResponse:
    """A new row of a section."""
    found = _section(section)
    row = found.model(brand_id=request.person.brand_id)
    if isinstance(row, CaseType):
        row.key = f"own-{uuid4().hex[:12]}"
    if isinstance(row, LegalParameter):
        row.key = ARBITRATION_LIMIT
    return _edit(request, row, found.form, title=str(found.title), values=_values(row), retimes=found.retimes)


@at_least(Role.MANAGER)
def case_setting(request: StaffRequest, section: str, row_id: UUID) -> HttpResponse:
    """A row of a section."""
    found = _section(section)
    row = find_visible(found.model.objects, request.person, pk=row_id)
    return _edit(
        request, row, found.form, title=str(found.title), values=_values(row), retimes=found.retimes,
        removal=reverse("case_setting_remove", args=[section, row_id]),
    )  # fmt: skip


@require_POST
@at_least(Role.MANAGER)
def case_setting_remove(request: StaffRequest, section: str, row_id: UUID) -> HttpResponse:
    """Take a row away, if nothing hangs on it."""
    found = _section(section)
    row = find_visible(found.model.objects, request.person, pk=row_id)
    try:
        remove(row, by=request.person, retimes=found.retimes)
        messages.success(request, _("It was removed."))
    except ProtectedError:
        messages.error(request, _("Cases use it. Take it out of use instead."))
    return redirect("case_settings")


@at_least(Role.MANAGER)
def case_calendar_day(request: StaffRequest, working_calendar_id: UUID) -> HttpResponse:
    """A day that differs from its week."""
    calendar = find_visible(WorkingCalendar.objects, request.person, pk=working_calendar_id)
    form = DayForm(request.POST if request.method == "POST" else None, person=request.person)
    if request.method == "POST" and form.is_valid():
        set_day(calendar, by=request.person, **form.cleaned_data)
        messages.success(request, _("Saved. Deadlines are being reckoned anew."))
        return redirect("case_settings")
    return _page(request, form, _("A day that differs"))


@require_POST
@at_least(Role.MANAGER)
def case_calendar_day_remove(request: StaffRequest, calendar_day_id: UUID) -> HttpResponse:
    """Let the day be as its week again."""
    row = find_visible(CalendarDay.objects, request.person, pk=calendar_day_id)
    remove(row, by=request.person, retimes=True)
    messages.success(request, _("It was removed. Deadlines are being reckoned anew."))
    return redirect("case_settings")


@at_least(Role.MANAGER)
def case_capacity(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What one person takes on."""
    owner = find_visible(Person.objects, request.person, pk=person_id)
    row = Capacity.objects.visible_to(request.person).filter(person=owner).first()
    row = row or Capacity(person=owner, brand_id=owner.brand_id, takes_cases=owner.role == Role.AGENT)
    return _edit(request, row, CapacityForm, title=owner.name, values=_plain)


def _edit(
    request: StaffRequest,
    row: models.Model,
    form_type: type[CaseForm],
    *,
    title: str,
    values: Callable[[CaseForm], dict[str, Any]],
    retimes: bool = False,
    removal: str = "",
) -> HttpResponse:
    form = form_type(
        request.POST if request.method == "POST" else None,
        person=request.person,
        initial=_initial(row, form_type),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                arrange(row, values(form), by=request.person, retimes=retimes)
        except IntegrityError:
            form.add_error(None, _("There is one like this already."))
        else:
            if isinstance(row, Absence) and row.since <= clock.now():
                hand_over(row)
            messages.success(
                request, _("Saved. Deadlines are being reckoned anew.") if retimes else _("Saved.")
            )
            return redirect("case_settings")
    return _page(request, form, title, removal=removal)


def _page(request: StaffRequest, form: CaseForm, title: str, *, removal: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "removal": removal}
    return render(request, "cases/setting.html", context, status=422 if form.errors else 200)


def _section(name: str) -> Section:
    if name not in SECTIONS:
        raise Http404
    return SECTIONS[name]


def _initial(row: models.Model, form_type: type[CaseForm]) -> dict[str, Any]:
    """The row's values for the form's fields."""
    initial = {}
    for name, field in form_type.base_fields.items():
        value = getattr(row, name, field.initial)
        many = isinstance(field, forms.MultipleChoiceField)
        initial[name] = ", ".join(value) if isinstance(value, list) and not many else value
    if isinstance(row, WorkingCalendar):
        week = row.week if len(row.week) == 7 else [[["09:00", "18:00"]]] * 5 + [[], []]
        initial |= {day: hours for (day, _label), hours in zip(DAYS, week, strict=True)}
    return initial


def _values(row: models.Model) -> Callable[[CaseForm], dict[str, Any]]:
    return (lambda form: form.values) if isinstance(row, WorkingCalendar) else _plain  # type: ignore[attr-defined]


def _plain(form: CaseForm) -> dict[str, Any]:
    return dict(form.cleaned_data)
