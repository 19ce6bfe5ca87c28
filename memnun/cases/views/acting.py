"""How every act on a case is answered: the case's page again, with what was typed when it was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from memnun.cases.actions import CannotAct
from memnun.cases.forms import (
    CaseForm,
    ConcedeForm,
    LawForm,
    LinkForm,
    PromiseForm,
    ResolveForm,
    StepForm,
    WaitForm,
)
from memnun.cases.models import Case
from memnun.cases.screens.page import CasePage
from memnun.cases.screens.reads import questions
from memnun.people.asking_together import asked_together
from memnun.people.doors import StaffRequest

FORMS: dict[str, type[CaseForm]] = {
    "promise": PromiseForm,
    "concede": ConcedeForm,
    "resolve": ResolveForm,
    "wait": WaitForm,
    "step": StepForm,
    "law": LawForm,
    "link": LinkForm,
}
BACK = {"day": "desk:day", "wall": "case_wall", "board": "cases"}


def show(
    request: StaffRequest, case: Case, bound: dict[str, forms.Form] | None = None, about: UUID | None = None
) -> HttpResponse:
    """The case's page; `bound` are forms that were refused, by name, of the row `about` where there are many."""
    given = bound or {}
    shown = {name: given.get(name) or form(person=request.person) for name, form in FORMS.items()}
    page = CasePage(case, request.person)
    refused = next(iter(given), "")
    context = {
        "case": case,
        "page": page,
        "forms": shown,
        "refused": refused,
        "refused_about": about,
        "refused_form": given.get(refused),
    }
    with asked_together(questions(request.person, case)):
        return render(request, "cases/case.html", context, status=422 if given else 200)


def perform(
    request: StaffRequest,
    case: Case,
    name: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    done: str,
    *,
    about: UUID | None = None,
) -> HttpResponse:
    """Do what the form asks for; refusals stand on the form, nothing typed is lost.

    `about` is the row whose form it is, where the page has one for each of several.
    """
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except CannotAct as refusal:
            form.add_error(None, str(refusal))
    if not form.errors:
        messages.success(request, done)
        return back(request, case)
    if name not in FORMS:
        messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return show(request, case, {name: form}, about) if about else back(request, case)
    return show(request, case, {name: form})


def just(request: StaffRequest, case: Case, act: Callable[[], Any], done: str) -> HttpResponse:
    """Do an act that asks for nothing."""
    try:
        act()
    except CannotAct as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return back(request, case)


def back(request: StaffRequest, case: Case) -> HttpResponse:
    """To the list the act was done on, else to the case."""
    wanted = BACK.get(request.POST.get("back", ""))
    return redirect(wanted) if wanted else redirect("case", case_id=case.id)
