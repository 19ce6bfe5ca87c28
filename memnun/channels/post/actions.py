"""Letters are printed, posted, come back; letters of customers are taken in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from memnun.channels.post import events as acts
from memnun.channels.post.drawing import Letterhead, Sheet, draw
from memnun.channels.post.enclosing import Enclosure, bind
from memnun.channels.post.letterheads import letterhead_of
from memnun.channels.post.models import Letter, LetterState, PrintBatch
from memnun.channels.post.parsing import FORM, LetterIn, Page, encode
from memnun.channels.spoken import thread_into
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions.actions.recording import BY_HAND
from memnun.interactions.actions.telling import tell
from memnun.interactions.attachments import content_of
from memnun.interactions.contact import Contact, ContactCustomer
from memnun.interactions.inbound import Inbound, receive
from memnun.interactions.models import Attachment, ChannelAccount, Conversation
from memnun.interactions.outbox import report, send_now
from memnun.people.models import Person

MOST_AT_ONCE = 200
LARGEST_FILE = 100 * 1024 * 1024
"""Bytes of enclosures in one file to print."""


class NothingToPrint(ValueError):
    """None of the letters waits for a printer any more."""


@transaction.atomic
def print_letters(ids: Sequence[UUID], *, by: Person) -> PrintBatch:
    """Put waiting letters into one file; they count as accepted from now on. Raises NothingToPrint."""
    waiting = Letter.objects.visible_to(by).to_print().filter(id__in=list(ids)[:MOST_AT_ONCE])
    letters = _as_many_as_fit(
        list(waiting.select_for_update(no_key=True, of=("self",)).select_related("message"))
    )
    if not letters:
        raise NothingToPrint
    batch = PrintBatch.objects.create(brand_id=by.brand_id, by=by)
    now = clock.now()
    for letter in letters:
        letter.state, letter.batch, letter.printed_at = LetterState.PRINTED, batch, now
    Letter.objects.bulk_update(letters, ["state", "batch", "printed_at"])
    for letter in letters:
        send_now(letter.message, by=by)
    record(acts.PRINTED, brand_id=by.brand_id, by=by, subject_id=batch.id, count=len(letters))
    return batch


def _as_many_as_fit(letters: list[Letter]) -> list[Letter]:
    """The first letters whose enclosures fit into one file; at least one. The others wait for the next."""
    enclosed = _enclosed(letters)
    room = LARGEST_FILE
    fitting: list[Letter] = []
    for letter in letters:
        room -= sum(file.size for file in enclosed[letter.message_id])
        if fitting and room < 0:
            break
        fitting.append(letter)
    return fitting


def file_of(letters: Sequence[Letter], *, base_url: str) -> bytes:
    """The letters as one PDF with what they enclose, in the language of their brand, each on its letterhead.

    They come with `message__conversation`, `message__by`, `account__brand`. Raises NothingToPrint.
    """
    if not letters:
        raise NothingToPrint
    heads = {letter.account_id: letterhead_of(letter.account) for letter in letters}
    enclosed = _enclosed(letters)
    both_sides = any(letter.account.settings.get("both_sides") for letter in letters)
    with translation.override(letters[0].account.brand.language):
        return bind(
            (
                _drawn(letter, heads[letter.account_id], enclosed[letter.message_id], base_url)
                for letter in letters
            ),
            both_sides=both_sides,
        )


def _drawn(
    letter: Letter, head: Letterhead, files: Sequence[Attachment], base_url: str
) -> tuple[bytes, list[Enclosure]]:
    sheet = _sheet(letter, base_url, [file.name for file in files])
    return draw(head, [sheet]).finished(), [_enclosure(file) for file in files]


def _enclosed(letters: Sequence[Letter]) -> dict[UUID, list[Attachment]]:
    """{message: its files in their order}."""
    found: dict[UUID, list[Attachment]] = defaultdict(list)
    files = Attachment.objects.filter(outbox_id__in=[letter.message_id for letter in letters])
    for file in files.order_by("created_at", "id"):
        if file.outbox_id:
            found[file.outbox_id].append(file)
    return found


def _enclosure(file: Attachment) -> Enclosure:
    try:
        content = content_of(file) if file.state == "kept" else b""
    except FileNotFoundError:
        content = b""
    return Enclosure(file.name, file.content_type, content)


def _sheet(letter: Letter, base_url: str, enclosures: Sequence[str]) -> Sheet:
    message = letter.message
    day = timezone.localtime(
        letter.printed_at or clock.now(), ZoneInfo(letter.account.brand.time_zone)
    ).date()
    return Sheet(
        address=letter.address_lines, reference=letter.reference, conversation=f"#{message.conversation.number}",
        day=day, subject=message.subject, text=message.text, signature=message.by.name if message.by else "",
        link=f"{base_url}/letters/{letter.id}/", enclosures=enclosures,
    )  # fmt: skip


@transaction.atomic
def note_posted(letter: Letter, *, tracking: str, by: Person) -> bool:
    """The letter was handed in; a tracking number can be added later."""
    current = Letter.objects.select_for_update(no_key=True).get(id=letter.id)
    if current.state not in (LetterState.PRINTED, LetterState.POSTED):
        return False
    is_new = current.state == LetterState.PRINTED
    current.state, current.tracking = LetterState.POSTED, tracking or current.tracking
    if is_new:
        current.posted_at, current.posted_by = clock.now(), by
        tell(acts.POSTED, current.message.conversation, by, current.id, reference=current.reference)
    current.save()
    return True


@transaction.atomic
def note_returned(letter: Letter, *, reason: str, by: Person) -> bool:
    """The letter came back: it did not reach the customer, and the outbox says so."""
    current = Letter.objects.select_for_update(no_key=True).get(id=letter.id)
    if current.state not in (LetterState.PRINTED, LetterState.POSTED):
        return False
    current.state, current.returned_at, current.return_reason = LetterState.RETURNED, clock.now(), reason
    current.save()
    report(current.account, current.reference, "failed", at=clock.now(), code="returned", words=reason)
    tell(
        acts.RETURNED,
        current.message.conversation,
        by,
        current.id,
        reference=current.reference,
        reason=reason,
    )
    return True


@dataclass(frozen=True)
class CameIn:
    """A letter of a customer. Days are those of the brand's own zone."""

    client_id: str
    received_on: date
    written_on: date | None
    subject: str
    text: str
    pages: tuple[Page, ...]
    name: str = ""
    conversation: Conversation | None = None


@transaction.atomic
def take_in(letter: CameIn, *, by: Person) -> UUID:
    """Store a letter with its scans; returns the id its contact will have."""
    account, _made = ChannelAccount.objects.get_or_create(
        brand_id=by.brand_id, channel="post", slug=BY_HAND, defaults={"kind": "post", "active": False}
    )
    conversation = letter.conversation
    contact = Contact(
        channel="post",
        external_id=f"letter-{letter.client_id}",
        account=BY_HAND,
        occurred_at=_moment(letter.received_on, by),
        customer=ContactCustomer(id=str(conversation.customer_id))
        if conversation
        else ContactCustomer(name=letter.name or None),
        thread=thread_into(account, conversation) if conversation else None,
        subject=letter.subject,
        text=letter.text,
        meta={
            "received_on": letter.received_on.isoformat(),
            "written_on": letter.written_on.isoformat() if letter.written_on else "",
            "typed_by": by.name,
            "scans": len(letter.pages),
        },
    )
    body = encode(LetterIn(contact, list(letter.pages)))
    [received] = receive(account, [Inbound(contact.external_id, body)], FORM, "person")
    if received.new:
        record(
            acts.CAME_IN, brand_id=by.brand_id, by=by, subject_id=received.id,
            date=date_format(letter.received_on, "SHORT_DATE_FORMAT"),
        )  # fmt: skip
    return received.id


def _moment(day: date, by: Person) -> datetime:
    """Noon of that day, or now when it is today."""
    now = clock.now()
    zone = ZoneInfo(by.brand.time_zone)
    return min(now, datetime.combine(day, time(12), zone))
