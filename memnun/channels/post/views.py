"""Writing letters, printing them together, saying what became of them, taking in those that came."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from memnun.channels.post.actions import (
    MOST_AT_ONCE,
    CameIn,
    NothingToPrint,
    file_of,
    note_posted,
    note_returned,
    print_letters,
    take_in,
)
from memnun.channels.post.addresses import known_address
from memnun.channels.post.forms import LetterForm, LetterInForm, PostedForm, ReturnedForm
from memnun.channels.post.models import Letter, PrintBatch
from memnun.channels.post.parsing import Page
from memnun.channels.post.writing import write_letter
from memnun.channels.spoken import as_id
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.actions.guarding import ChangedMeanwhile
from memnun.interactions.attachments import RefusedFile
from memnun.interactions.models import ChannelAccount, Conversation
from memnun.interactions.outbox import CannotSend
from memnun.interactions.placing.at_once import placed
from memnun.people.doors import StaffRequest, find_visible, may_act, staff_required

PAGE = 50
PARTS = ("message__conversation__customer", "message__by", "account__brand")


@require_GET
@staff_required
def letters(request: StaffRequest) -> HttpResponse:
    """Letters to be printed, then those under way."""
    seen = Letter.objects.visible_to(request.person).select_related(*PARTS)
    after = as_id(request.GET.get("after"))
    under_way = seen.under_way().filter(id__lt=after) if after else seen.under_way()
    page = list(under_way[: PAGE + 1])
    shown = {
        "waiting": list(seen.to_print()[:MOST_AT_ONCE]) if not after else [],
        "letters": page[:PAGE],
        "older": str(page[PAGE - 1].id) if len(page) > PAGE else "",
        "has_account": ChannelAccount.objects.visible_to(request.person)
        .filter(kind="post", active=True)
        .exists(),
    }
    return render(request, "channels/post/letters.html", shown)


@require_http_methods(["GET", "POST"])
@may_act
def letter_create(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Write a letter in a conversation; it waits to be printed."""
    conversation = find_visible(
        Conversation.objects.select_related("customer"), request.person, pk=conversation_id
    )
    newest = Event.objects.visible_to(request.person).about_conversation(conversation.id).last()
    initial = {
        "key": uuid4(),
        "seen": newest.id if newest else 0,
        "address": known_address(conversation) or conversation.customer.name,
        "subject": conversation.subject,
    }
    posted = request.method == "POST"
    form = LetterForm(request.POST if posted else None, request.FILES if posted else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            write_letter(conversation, by=request.person, **form.cleaned_data)
        except ChangedMeanwhile:
            form.add_error(None, _("Something new was said meanwhile. Read it, then save the letter again."))
            again = request.POST.copy()
            again["seen"] = str(newest.id if newest else 0)
            form.data = again
        except (CannotSend, RefusedFile) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The letter waits to be printed."))
            return redirect("letters")
    shown = {"form": form, "conversation": conversation}
    return render(request, "channels/post/letter_form.html", shown, status=422 if form.errors else 200)


@require_POST
@may_act
def letters_print(request: StaffRequest) -> HttpResponse:
    """Print the chosen letters together."""
    chosen = [id_ for text in request.POST.getlist("letters") if (id_ := as_id(text))]
    try:
        batch = print_letters(chosen, by=request.person)
    except NothingToPrint:
        messages.error(request, _("Choose at least one letter that waits to be printed."))
        return redirect("letters")
    return redirect("letter_batch", batch.id)


@require_GET
@may_act
def letter_batch(request: StaffRequest, print_batch_id: UUID) -> HttpResponse:
    """The file of a batch; the same letters every time it is asked for."""
    batch = find_visible(PrintBatch.objects, request.person, pk=print_batch_id)
    printed = (
        Letter.objects.visible_to(request.person).filter(batch=batch).select_related(*PARTS).order_by("id")
    )
    return _pdf(request, list(printed), f"mektuplar-{batch.id}")


@require_GET
@may_act
def letter_file(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """One letter as it is or will be printed."""
    letter = find_visible(Letter.objects.select_related(*PARTS), request.person, pk=letter_id)
    return _pdf(request, [letter], f"mektup-{letter.reference}")


def _pdf(request: StaffRequest, found: list[Letter], name: str) -> HttpResponse:
    if not found:
        messages.error(request, _("There is nothing to print here."))
        return redirect("letters")
    base = f"{request.scheme}://{request.get_host()}"
    answer = HttpResponse(file_of(found, base_url=base), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@require_GET
@staff_required
def letter(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """What the code on a letter opens: the letter, its conversation, what can become of it."""
    found = find_visible(Letter.objects.select_related(*PARTS), request.person, pk=letter_id)
    shown = {
        "letter": found,
        "enclosures": found.message.attachments.order_by("created_at", "id"),
        "posted": PostedForm(initial={"tracking": found.tracking}),
        "returned": ReturnedForm(),
    }
    return render(request, "channels/post/letter.html", shown)


@require_POST
@may_act
def letter_posted(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The letter was handed in."""
    found = find_visible(Letter.objects, request.person, pk=letter_id)
    form = PostedForm(request.POST)
    if form.is_valid() and note_posted(found, by=request.person, **form.cleaned_data):
        messages.success(request, _("It is noted as posted."))
    return redirect("letter", found.id)


@require_POST
@may_act
def letter_returned(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The letter came back."""
    found = find_visible(Letter.objects.select_related("account"), request.person, pk=letter_id)
    form = ReturnedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please write why it came back."))
    elif note_returned(found, by=request.person, **form.cleaned_data):
        messages.success(request, _("It is noted as returned; ask the customer for the right address."))
    return redirect("letter", found.id)


@require_http_methods(["GET", "POST"])
@may_act
def letter_in(request: StaffRequest) -> HttpResponse:
    """Take in a letter: its scans, its day, and its words if somebody types them."""
    initial = {
        "client_id": uuid4(),
        "received_on": clock.now().date(),
        "reference": request.GET.get("reference", ""),
    }
    form = LetterInForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        conversation, problem = _conversation(request, form.cleaned_data["reference"])
        if problem:
            form.add_error("reference", problem)
        elif not conversation and not form.cleaned_data["name"]:
            form.add_error("name", _("Write who it is from, or the number of a conversation."))
        else:
            return _take_in(request, form, conversation)
    status = 422 if request.method == "POST" else 200
    return render(request, "channels/post/letter_in.html", {"form": form}, status=status)


def _take_in(request: StaffRequest, form: LetterInForm, conversation: Conversation | None) -> HttpResponse:
    told: dict[str, Any] = form.cleaned_data
    pages = tuple(Page((file.name or "tarama")[:255], file.read()) for file in told["scans"])
    came = CameIn(
        client_id=told["client_id"],
        received_on=told["received_on"],
        written_on=told["written_on"],
        subject=told["subject"],
        text=told["text"],
        pages=pages,
        name=told["name"],
        conversation=conversation,
    )
    contact = placed(request.person, take_in(came, by=request.person))
    messages.success(request, _("The letter was taken in."))
    if contact is None:
        return redirect("letters")
    return redirect(reverse("desk:conversation", args=[contact.conversation_id]))


def _conversation(request: StaffRequest, text: str) -> tuple[Conversation | None, str]:
    """The conversation a number names, ours or that of a letter; or what is wrong with the number."""
    wanted = text.strip().lstrip("#").upper()
    if not wanted:
        return None, ""
    seen = Conversation.objects.visible_to(request.person).current()
    if wanted.isdecimal():
        found = seen.filter(number=int(wanted[:12])).first()
    else:
        sent = Letter.objects.visible_to(request.person).filter(reference=wanted).select_related("message")
        known = sent.first()
        found = seen.filter(id=known.message.conversation_id).first() if known else None
    return found, "" if found else _("No conversation and no letter has this number.")
