"""Promises, what is given to make good, and asking again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.cases import actions
from memnun.cases.forms import ApologyForm, ConcedeForm, MoveForm, PromiseForm, ReasonForm, WordForm
from memnun.cases.letters.sending import apologise, move_and_tell
from memnun.cases.models import Case, Concession, FollowUp, Promise
from memnun.cases.views.acting import just, perform
from memnun.people.doors import StaffRequest, at_least, find_visible, may_act
from memnun.people.models import Role


@require_POST
@may_act
def promise_create(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Promise something."""
    case = find_visible(Case.objects, request.person, pk=case_id)
    form = PromiseForm(request.POST, person=request.person)
    return perform(
        request, case, "promise", form,
        lambda told: actions.promise(case, by=request.person, **told),
        _("The promise stands. The customer sees it on the status page."),
    )  # fmt: skip


@require_POST
@may_act
def promise_keep(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Say that it was kept."""
    made = find_visible(Promise.objects, request.person, pk=promise_id)
    return just(
        request, made.case, lambda: actions.keep(made, by=request.person), _("The promise was settled.")
    )


@require_POST
@may_act
def promise_move(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Put it off with a reason."""
    made = find_visible(Promise.objects, request.person, pk=promise_id)
    form = MoveForm(request.POST, person=request.person)
    return perform(
        request, made.case, "move", form,
        lambda told: move_and_tell(made, by=request.person, **told),
        _("The promise was moved, and the customer is told why."),
        about=made.id,
    )  # fmt: skip


@require_POST
@may_act
def promise_apologise(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Send the apology for a broken one, with a new date."""
    broken = find_visible(Promise.objects, request.person, pk=promise_id)
    form = ApologyForm(request.POST, person=request.person)
    return perform(
        request, broken.case, "apology", form,
        lambda told: apologise(broken, by=request.person, **told),
        _("The apology is on its way, and the new promise stands."),
        about=broken.id,
    )  # fmt: skip


@require_POST
@may_act
def promise_remove(request: StaffRequest, promise_id: UUID) -> HttpResponse:
    """Take it back."""
    made = find_visible(Promise.objects, request.person, pk=promise_id)
    form = ReasonForm(request.POST, person=request.person)
    return perform(
        request, made.case, "remove", form,
        lambda told: actions.take_back(made, by=request.person, reason=told["reason"]),
        _("The promise was taken back."),
        about=made.id,
    )  # fmt: skip


@require_POST
@may_act
def concession_create(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Give something, or ask for it."""
    case = find_visible(Case.objects, request.person, pk=case_id)
    form = ConcedeForm(request.POST, person=request.person)
    return perform(
        request, case, "concede", form,
        lambda told: actions.concede(case, by=request.person, **told),
        _("It stands in the ledger."),
    )  # fmt: skip


@require_POST
@at_least(Role.MANAGER)
def concession_approve(request: StaffRequest, concession_id: UUID) -> HttpResponse:
    """Approve what somebody asked for, in one tap."""
    asked = find_visible(Concession.objects, request.person, pk=concession_id)
    return just(request, asked.case, lambda: actions.approve(asked, by=request.person), _("It was given."))


@require_POST
@at_least(Role.MANAGER)
def concession_refuse(request: StaffRequest, concession_id: UUID) -> HttpResponse:
    """Say no."""
    asked = find_visible(Concession.objects, request.person, pk=concession_id)
    form = ReasonForm(request.POST, person=request.person)
    return perform(
        request, asked.case, "refuse", form,
        lambda told: actions.refuse(asked, by=request.person, reason=told["reason"]),
        _("It was refused."),
    )  # fmt: skip


@require_POST
@may_act
def concession_remove(request: StaffRequest, concession_id: UUID) -> HttpResponse:
    """Take it back."""
    given = find_visible(Concession.objects, request.person, pk=concession_id)
    return just(
        request,
        given.case,
        lambda: actions.take_concession_back(given, by=request.person, reason=request.POST.get("reason", "")),
        _("It was taken back."),
    )


@require_POST
@may_act
def follow_up_ask(request: StaffRequest, follow_up_id: UUID) -> HttpResponse:
    """Say that the customer was asked, by voice for instance."""
    asked = find_visible(FollowUp.objects, request.person, pk=follow_up_id)
    return just(
        request, asked.case, lambda: actions.note_asked(asked, by=request.person), _("Noted as asked.")
    )


@require_POST
@may_act
def follow_up_word(request: StaffRequest, follow_up_id: UUID) -> HttpResponse:
    """Write down the customer's word."""
    asked = find_visible(FollowUp.objects, request.person, pk=follow_up_id)
    form = WordForm(request.POST, person=request.person)
    return perform(
        request, asked.case, "word", form,
        lambda told: actions.note_word(asked, solved=told["solved"], by=request.person),
        _("The customer's word was noted."),
    )  # fmt: skip


@require_POST
@may_act
def follow_up_waive(request: StaffRequest, follow_up_id: UUID) -> HttpResponse:
    """Not ask, with a reason."""
    asked = find_visible(FollowUp.objects, request.person, pk=follow_up_id)
    form = ReasonForm(request.POST, person=request.person)
    return perform(
        request, asked.case, "waive", form,
        lambda told: actions.waive(asked, by=request.person, reason=told["reason"]),
        _("The customer will not be asked."),
    )  # fmt: skip
