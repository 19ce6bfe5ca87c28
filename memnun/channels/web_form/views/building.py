"""Forms built on screen: what they ask, how they look, where they lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from memnun.channels.web_form.actions import change_form, make_form
from memnun.channels.web_form.building import (
    CannotAsk,
    add_question,
    change_question,
    move_question,
    remove_question,
)
from memnun.channels.web_form.fields import ICONS, FieldKind
from memnun.channels.web_form.forms import NewFormForm, QuestionForm, WebFormForm
from memnun.channels.web_form.models import FormSubmission, WebForm
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role
from memnun.people.views.pages import form_page, posted, present_values

SHOWN = 200


@at_least(Role.MANAGER)
def form_list(request: StaffRequest) -> HttpResponse:
    """All forms, how many places each has, and how much is held back."""
    open_places = Count("places", filter=Q(places__active=True))
    forms = WebForm.objects.visible_to(request.person).annotate(places_count=open_places)
    shown = {
        "forms": forms.select_related("team", "branch")[:SHOWN],
        "held": FormSubmission.objects.visible_to(request.person).held()[:100].count(),
    }
    return render(request, "channels/web_form/list.html", shown)


@at_least(Role.MANAGER)
def form_create(request: StaffRequest) -> HttpResponse:
    """Make a form; its questions come next."""
    form = NewFormForm(posted(request), initial={"language": request.person.brand.language})
    if request.method == "POST" and form.is_valid():
        made = make_form(request.person.brand, by=request.person, **form.cleaned_data)
        return redirect("web_form_build", made.id)
    return form_page(request, form, title=_("New form"), back="web_forms")


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def build(request: StaffRequest, web_form_id: UUID) -> HttpResponse:
    """One form: its questions, its words, where it leads, how it is shown."""
    web_form = find_visible(WebForm.objects.select_related("brand", "branch"), request.person, pk=web_form_id)
    initial = present_values(WebFormForm, web_form) | {"origins": "\n".join(web_form.origins)}
    form = WebFormForm(posted(request), person=request.person, row=web_form, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_form(web_form, by=request.person, values=form.cleaned_data)
        messages.success(request, _("The form was saved."))
        return redirect("web_form_build", web_form.id)
    return render(
        request, "channels/web_form/build.html", _shown(request, web_form, form), status=422 if form.errors else 200
    )  # fmt: skip


@require_POST
@at_least(Role.MANAGER)
def question_add(request: StaffRequest, web_form_id: UUID) -> HttpResponse:
    """Add a question and open it."""
    web_form = find_visible(WebForm.objects, request.person, pk=web_form_id)
    try:
        added = add_question(web_form, request.POST.get("kind", ""), by=request.person)
    except CannotAsk as problem:
        messages.error(request, str(problem))
        return redirect("web_form_build", web_form.id)
    return redirect("web_form_question", web_form.id, added.key)


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def question(request: StaffRequest, web_form_id: UUID, field_key: str) -> HttpResponse:
    """Change one question."""
    web_form = find_visible(WebForm.objects, request.person, pk=web_form_id)
    asked = next((one for one in web_form.questions if one.key == field_key), None)
    if asked is None:
        messages.error(request, _("This question is no longer part of the form."))
        return redirect("web_form_build", web_form.id)
    initial = asked.stored() | {"options": "\n".join(asked.options)}
    form = QuestionForm(
        posted(request), kind=asked.kind, key=asked.key, asked=web_form.questions, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        change_question(web_form, form.field_of(asked.key), by=request.person)
        return redirect("web_form_build", web_form.id)
    shown = {"form": form, "asked": asked, "web_form": web_form}
    return render(request, "channels/web_form/question.html", shown, status=422 if form.errors else 200)


@require_POST
@at_least(Role.MANAGER)
def question_move(request: StaffRequest, web_form_id: UUID, field_key: str) -> HttpResponse:
    """Move a question to a place, counted from 0."""
    web_form = find_visible(WebForm.objects, request.person, pk=web_form_id)
    to = request.POST.get("to", "")
    if to.isdecimal() and len(to) < 4:
        move_question(web_form, field_key, to=int(to), by=request.person)
    return redirect(reverse("web_form_build", args=[web_form.id]) + f"#question-{field_key}")


@require_POST
@at_least(Role.MANAGER)
def question_remove(request: StaffRequest, web_form_id: UUID, field_key: str) -> HttpResponse:
    """Take a question away."""
    web_form = find_visible(WebForm.objects, request.person, pk=web_form_id)
    try:
        remove_question(web_form, field_key, by=request.person)
    except CannotAsk as problem:
        messages.error(request, str(problem))
    return redirect("web_form_build", web_form.id)


def _shown(request: StaffRequest, web_form: WebForm, form: WebFormForm) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("web_form", args=[web_form.address]))
    script = request.build_absolute_uri(reverse("web_form_script", args=[web_form.address]))
    questions = web_form.questions
    last = len(questions) - 1
    return {
        "web_form": web_form,
        "form": form,
        "questions": [(one, max(0, place - 1), min(last, place + 1)) for place, one in enumerate(questions)],
        "last": last,
        "kinds": [(kind.value, kind.label, ICONS[kind]) for kind in FieldKind],
        "address": address,
        "kiosk": reverse("web_form_kiosk", args=[web_form.address]),
        "script_snippet": f'<script src="{script}" async></script>',
        "frame_snippet": f'<iframe src="{address}?embed=1" title="{web_form.title}" width="100%" height="700"></iframe>',
    }
