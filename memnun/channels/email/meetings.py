"""Meetings planned by mail: the invitation that goes out, and what came back to it (iTIP, RFC 5546)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from memnun.channels.email.settings import MailSettings
from memnun.foundation import clock
from memnun.foundation.templatetags.turkish import clock_time, long_date
from memnun.interactions.channel_kinds import Address
from memnun.interactions.models import Interaction, OutboxMessage
from memnun.interactions.outbox import Outgoing, queue
from memnun.people.models import Person

ANSWERS = ("accepted", "declined", "tentative")
PRODUCT = "-//Memnun//Memnun//TR"


def calendar_of(told: dict[str, Any], message: OutboxMessage, settings: MailSettings) -> tuple[bytes, str]:
    """(the .ics file, its method) of what `meta["invitation"]` of an outgoing message says.

    Keys: uid, begins and ends (ISO, aware), summary; and, when known, location, description,
    sequence, method ("request" or "cancel"; "reply" with `answer` accepted, declined or tentative,
    and `organiser`).
    """
    method = str(told.get("method", "request")).upper()
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", str(told["uid"]))
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("dtstart", datetime.fromisoformat(told["begins"]).astimezone(UTC))
    event.add("dtend", datetime.fromisoformat(told["ends"]).astimezone(UTC))
    event.add("summary", str(told.get("summary", "")))
    event.add("sequence", int(told.get("sequence", 0)))
    for name in ("location", "description"):
        if told.get(name):
            event.add(name, str(told[name]))
    if method == "CANCEL":
        event.add("status", "CANCELLED")
    _people(event, told, message, settings, method)
    calendar.add_component(event)
    return calendar.to_ical(), method


def answer_invitation(interaction: Interaction, answer: str, *, by: Person) -> OutboxMessage:
    """Accept, decline or half accept an invitation that came by mail; the answer goes to who asked.

    The same answer twice is sent once. Raises ValueError when the mail holds no invitation or the
    answer is none; CannotSend when the mailbox cannot send.
    """
    told = interaction.meta.get("invitation") or {}
    if told.get("method") != "request" or answer not in ANSWERS or not told.get("begins"):
        raise ValueError("no invitation to answer")
    when = datetime.fromisoformat(told["begins"])
    words = {
        "accepted": _("We accept your invitation: {summary}, {day} {hour}."),
        "declined": _("We cannot come: {summary}, {day} {hour}."),
        "tentative": _("We may be able to come: {summary}, {day} {hour}."),
    }[answer]
    return queue(
        Outgoing(
            conversation=interaction.conversation,
            account=interaction.channel_account,
            to=Address("email", told.get("organiser") or interaction.meta.get("sender", "")),
            text=words.format(summary=told.get("summary", ""), day=long_date(when), hour=clock_time(when)),
            key=f"meeting:{interaction.id}:{answer}",
            by=by,
            in_reply_to=interaction.id,
            meta={
                "invitation": {
                    **told,
                    "ends": told.get("ends") or told["begins"],
                    "method": "reply",
                    "answer": answer,
                }
            },
        )
    )


def answer_given(interaction: Interaction) -> str:
    """What was answered last to the invitation in a mail; "" when nothing was."""
    keys = [f"meeting:{interaction.id}:{answer}" for answer in ANSWERS]
    last = OutboxMessage.objects.filter(brand_id=interaction.brand_id, key__in=keys).order_by("-id").first()
    return str(last.meta["invitation"]["answer"]) if last else ""


def _people(
    event: Event, told: dict[str, Any], message: OutboxMessage, settings: MailSettings, method: str
) -> None:
    if method == "REPLY":
        event.add("organizer", _person(str(told.get("organiser") or message.to_value)))
        answer = str(told.get("answer", "accepted"))
        event.add("attendee", _person(_invited(told, settings), settings.shown_name, answer))
        return
    event.add("organizer", _person(settings.address, settings.shown_name))
    event.add("attendee", _person(message.to_value, answer="needs-action", asked=True))


def _invited(told: dict[str, Any], settings: MailSettings) -> str:
    """The address of ours that was invited: an answer under another one is nobody's to a calendar."""
    asked = [str(guest.get("address", "")) for guest in told.get("guests", [])]
    return next((one for one in asked if one in settings.own), settings.address)


def _person(address: str, name: str = "", answer: str = "", *, asked: bool = False) -> vCalAddress:
    person = vCalAddress(f"MAILTO:{address}")
    if name:
        person.params["CN"] = vText(name)
    if answer:
        person.params["PARTSTAT"] = vText(answer.upper())
    if asked:
        person.params["ROLE"] = vText("REQ-PARTICIPANT")
        person.params["RSVP"] = vText("TRUE")
    return person
