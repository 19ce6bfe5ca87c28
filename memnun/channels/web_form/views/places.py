"""Where a form is put up: codes to print, and what was held back as spam."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from memnun.channels.web_form.actions import dismiss, open_place, release, set_place_open
from memnun.channels.web_form.forms import PlaceForm
from memnun.channels.web_form.models import FormPlace, FormSubmission, WebForm
from memnun.channels.web_form.parsing import decode
from memnun.channels.web_form.printing import Sign, png_of, sheet_of, svg_of
from memnun.channels.web_form.spam import REASONS
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role
from memnun.people.views.pages import posted

MOST_PLACES = 500
HELD_SHOWN = 50


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def place_list(request: StaffRequest, web_form_id: UUID) -> HttpResponse:
    """The form's places, and a new one."""
    web_form = find_visible(WebForm.objects, request.person, pk=web_form_id)
    form = PlaceForm(posted(request), person=request.person)
    if request.method == "POST" and form.is_valid():
        place = open_place(web_form, by=request.person, **form.cleaned_data)
        messages.success(request, _("The code for {place} is ready to print.").format(place=place.name))
        return redirect("web_form_places", web_form.id)
    places = FormPlace.objects.visible_to(request.person).filter(form=web_form).select_related("branch")
    shown = {
        "web_form": web_form,
        "form": form,
        "places": [(place, _address(request, place)) for place in places[:MOST_PLACES]],
    }
    return render(request, "channels/web_form/places.html", shown, status=422 if form.errors else 200)


@require_POST
@at_least(Role.MANAGER)
def place_state(request: StaffRequest, form_place_id: UUID) -> HttpResponse:
    """Close a place or open it again."""
    place = find_visible(FormPlace.objects.select_related("form"), request.person, pk=form_place_id)
    set_place_open(place, is_open=not place.active, by=request.person)
    return redirect("web_form_places", place.form_id)


@require_GET
@at_least(Role.MANAGER)
def place_svg(request: StaffRequest, form_place_id: UUID) -> HttpResponse:
    """The code as a drawing."""
    place = find_visible(FormPlace.objects, request.person, pk=form_place_id)
    return HttpResponse(svg_of(_address(request, place)), content_type="image/svg+xml")


@require_GET
@at_least(Role.MANAGER)
def place_png(request: StaffRequest, form_place_id: UUID) -> HttpResponse:
    """The code as a picture, to be saved."""
    place = find_visible(FormPlace.objects, request.person, pk=form_place_id)
    answer = HttpResponse(png_of(_address(request, place)), content_type="image/png")
    answer.headers["Content-Disposition"] = f'attachment; filename="qr-{place.code}.png"'
    return answer


@require_GET
@at_least(Role.MANAGER)
def place_sheet(request: StaffRequest, web_form_id: UUID) -> HttpResponse:
    """All open places as signs to cut out."""
    web_form = find_visible(WebForm.objects.select_related("brand"), request.person, pk=web_form_id)
    places = FormPlace.objects.visible_to(request.person).filter(form=web_form, active=True)
    signs = [
        Sign(web_form.brand.name, web_form.title, place.name, _address(request, place))
        for place in places[:MOST_PLACES]
    ]
    if not signs:
        messages.error(request, _("There is no open place yet; add one first."))
        return redirect("web_form_places", web_form.id)
    answer = HttpResponse(sheet_of(signs), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="qr-{web_form.address}.pdf"'
    return answer


@require_GET
@at_least(Role.MANAGER)
def held_list(request: StaffRequest) -> HttpResponse:
    """What looks like spam, newest first."""
    held = FormSubmission.objects.visible_to(request.person).held().select_related("form", "place")
    shown = [(one, [REASONS[reason] for reason in one.reasons if reason in REASONS], _excerpt(one)) for one in held[:HELD_SHOWN]]  # fmt: skip
    return render(request, "channels/web_form/held.html", {"held": shown})


@require_POST
@at_least(Role.MANAGER)
def held_decide(request: StaffRequest, form_submission_id: UUID) -> HttpResponse:
    """Let one through, or set it aside."""
    submission = find_visible(FormSubmission.objects, request.person, pk=form_submission_id)
    act = release if "release" in request.POST else dismiss
    if act(submission, by=request.person):
        words = _("It is on its way to the inbox.") if act is release else _("It was set aside.")
        messages.success(request, words)
    return redirect("web_form_held")


def _address(request: StaffRequest, place: FormPlace) -> str:
    return request.build_absolute_uri(reverse("web_form_place", args=[place.code]))


def _excerpt(submission: FormSubmission) -> str:
    answers = decode(bytes(submission.body)).answers if submission.body else []
    return " · ".join(answer.value for answer in answers if answer.kind != "consent")[:400]
