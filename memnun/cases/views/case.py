"""A case's page, opening one by hand, and the acts on it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.cases import actions
from memnun.cases.actions import CannotAct, Opening, open_case, opening_of
from memnun.cases.forms import (
    CaseForm,
    LawForm,
    LinkForm,
    OpenForm,
    OwnerForm,
    ReasonForm,
    RefusalForm,
    ResolveForm,
    StepForm,
    TeamForm,
    TypeForm,
    UrgencyForm,
    WaitForm,
)
from memnun.cases.letters.sending import tell_refusal
from memnun.cases.models import Case, Resolution
from memnun.cases.screens.reads import case_shown
from memnun.cases.views.acting import just, perform, show
from memnun.interactions.models import Conversation
from memnun.interactions.subjects import bare_subject
from memnun.people.doors import StaffRequest, find_visible, may_act, staff_required, the_one


def find(request: StaffRequest, case_id: UUID) -> Case:
    """The case, if the person may see it."""
    found: Case = find_visible(Case.objects, request.person, pk=case_id)
    return found


@require_GET
@staff_required
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The page."""
    return show(request, the_one(case_shown(request.person, case_id)))


@may_act
def case_create(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Open a case from a conversation by hand."""
    conversation = find_visible(Conversation.objects, request.person, pk=conversation_id)
    actions.settings_of(conversation.brand_id)
    initial = {"title": bare_subject(conversation.subject) or conversation.last_text}
    form = OpenForm(
        request.POST if request.method == "POST" else None, person=request.person, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        opened = open_case(_opening(conversation, form), brand_id=conversation.brand_id, by=request.person)
        return redirect("case", case_id=opened.id)
    context = {"form": form, "conversation": conversation}
    return render(request, "cases/new.html", context, status=422 if form.errors else 200)


def _opening(conversation: Conversation, form: OpenForm) -> Opening:
    told = form.cleaned_data
    opening = opening_of(conversation, type=told["type"].key, title=told["title"])
    opening.notice_date, opening.answered = told["notice_date"], conversation.waiting_since is None
    return opening


@require_POST
@may_act
def case_take(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Take it upon oneself."""
    found = find(request, case_id)
    return just(request, found, lambda: actions.take(found, by=request.person), _("The case is yours."))


@require_POST
@may_act
def case_owner(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Give it to somebody."""
    found = find(request, case_id)
    form = OwnerForm(request.POST, person=request.person)
    why = request.POST.get("why", "")[:200]
    return perform(
        request, found, "owner", form,
        lambda told: actions.assign(found, to=told["owner"], by=request.person, why=why),
        _("The owner was changed."),
    )  # fmt: skip


@require_POST
@may_act
def case_team(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Give it to a team."""
    found = find(request, case_id)
    form = TeamForm(request.POST, person=request.person)
    return perform(
        request, found, "team", form,
        lambda told: actions.assign_team(found, team=told["team"], by=request.person),
        _("The team was changed."),
    )  # fmt: skip


@require_POST
@may_act
def case_type(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Make it a case of another type."""
    found = find(request, case_id)
    form = TypeForm(request.POST, person=request.person)
    return perform(
        request, found, "type", form,
        lambda told: actions.set_type(found, type=told["type"], by=request.person),
        _("The type was changed; its deadlines were reckoned anew."),
    )  # fmt: skip


@require_POST
@may_act
def case_urgency(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Set how urgent it is."""
    found = find(request, case_id)
    form = UrgencyForm(request.POST, person=request.person)
    return perform(
        request, found, "urgency", form,
        lambda told: actions.set_urgency(found, urgency=told["urgency"], by=request.person),
        _("The urgency was changed."),
    )  # fmt: skip


@require_POST
@may_act
def case_step(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Set a next step of one's own."""
    found = find(request, case_id)
    form = StepForm(request.POST, person=request.person)
    return perform(
        request, found, "step", form,
        lambda told: actions.set_step(found, text=told["text"], at=told["at"], by=request.person),
        _("The next step was set.") if form["text"].value() else _("Your own step was taken away."),
    )  # fmt: skip


@require_POST
@may_act
def case_law(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Say what starts the term of the law."""
    found = find(request, case_id)
    form = LawForm(request.POST, person=request.person)
    return perform(
        request, found, "law", form,
        lambda told: actions.set_legal_start(
            found, starts=form.starts, notice_date=told["notice_date"], by=request.person
        ),
        _("The term of the law was reckoned anew."),
    )  # fmt: skip


@require_POST
@may_act
def case_wait(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Wait for the customer."""
    found = find(request, case_id)
    form = WaitForm(request.POST, person=request.person)
    return perform(
        request, found, "wait", form,
        lambda told: actions.await_customer(found, what=told["what"], by=request.person),
        _("The clock stands still until the customer answers."),
    )  # fmt: skip


@require_POST
@may_act
def case_go_on(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Wait no longer."""
    found = find(request, case_id)
    return just(
        request, found, lambda: actions.stop_waiting(found, by=request.person), _("The clock runs again.")
    )


@require_POST
@may_act
def case_resolve(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Solve it."""
    found = find(request, case_id)
    form = ResolveForm(request.POST, person=request.person)
    return perform(
        request, found, "resolve", form,
        lambda told: actions.resolve(found, by=request.person, **told),
        _("The case is solved. The customer will be asked again in a week."),
    )  # fmt: skip


@require_POST
@may_act
def refusal_tell(request: StaffRequest, resolution_id: UUID) -> HttpResponse:
    """Tell the customer of the refusal, with their rights."""
    solved = find_visible(Resolution.objects, request.person, pk=resolution_id)
    form = RefusalForm(request.POST, person=request.person)
    return perform(
        request, solved.case, "refusal", form,
        lambda told: tell_refusal(solved, by=request.person, **told),
        _("The refusal is on its way, with the customer's rights."),
        about=solved.id,
    )  # fmt: skip


@require_POST
@may_act
def resolution_remove(request: StaffRequest, resolution_id: UUID) -> HttpResponse:
    """Take a solution back."""
    resolution = find_visible(Resolution.objects, request.person, pk=resolution_id)
    return just(
        request,
        resolution.case,
        lambda: actions.undo_resolution(resolution, by=request.person),
        _("The solution was taken back; everything runs on."),
    )


@require_POST
@may_act
def case_reopen(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Open it again."""
    found = find(request, case_id)
    form = ReasonForm(request.POST, person=request.person)
    return perform(
        request, found, "reopen", form,
        lambda told: actions.reopen(found, by=request.person, why=told["reason"]),
        _("The case is open again."),
    )  # fmt: skip


@require_POST
@may_act
def case_close(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Close it."""
    found = find(request, case_id)
    return just(request, found, lambda: actions.close(found, by=request.person), _("The case is closed."))


@require_POST
@may_act
def case_link(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Say that another case belongs to this one."""
    found = find(request, case_id)
    form: CaseForm = LinkForm(request.POST, person=request.person)

    def link(told: dict[str, int]) -> None:
        other = Case.objects.visible_to(request.person).filter(number=told["number"]).first()
        if other is None:
            raise CannotAct(_("There is no case V-{number}.").format(number=told["number"]))
        actions.link(found, other=other, by=request.person)

    return perform(request, found, "link", form, link, _("The cases belong together now."))
