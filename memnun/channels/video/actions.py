"""Meetings are planned, agreed to, joined, left, ended; each enters the ledger once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from memnun.channels.spoken import thread_into
from memnun.channels.video import events as acts
from memnun.channels.video.heard import Heard
from memnun.channels.video.links import digest, new_room, sealed, token_of
from memnun.channels.video.models import Attendance, Meeting
from memnun.channels.video.parsing import FORM, encode
from memnun.customers.models import Hitap
from memnun.foundation import clock
from memnun.foundation.turkish.salutations import address
from memnun.interactions.actions.telling import tell
from memnun.interactions.contact import Contact, ContactCustomer
from memnun.interactions.inbound import Inbound, receive
from memnun.interactions.models import ChannelAccount, Conversation
from memnun.people.models import Person

LINK_LIVES = timedelta(hours=24)
"""How long a link leads in, from now or from the planned time."""


class NoServer(ValueError):
    """The brand has no meeting server yet."""


@transaction.atomic
def plan_meeting(conversation: Conversation, *, planned_at: datetime | None, by: Person) -> Meeting:
    """A room nobody can guess, and a link that expires. Raises NoServer."""
    accounts = ChannelAccount.objects.filter(brand_id=by.brand_id, kind="video", active=True)
    account = accounts.order_by("id").first()
    if account is None:
        raise NoServer(_("There is no meeting server yet; a manager adds it in the settings under Channels."))
    token = secrets.token_urlsafe(24)
    meeting = Meeting.objects.create(
        brand_id=by.brand_id, account=account, conversation=conversation, digest=digest(token), token=sealed(token),
        room=new_room(by.brand.name), planned_at=planned_at, expires_at=(planned_at or clock.now()) + _link_lives(account), made_by=by,
    )  # fmt: skip
    tell(acts.PLANNED, meeting.conversation, by, meeting.id)
    return meeting


@transaction.atomic
def move_meeting(meeting: Meeting, *, planned_at: datetime) -> bool:
    """Another time, the same link; False when the meeting is over or stands at that time already."""
    standing = Meeting.objects.filter(id=meeting.id, ended_at=None, cancelled_at=None)
    expires_at = planned_at + _link_lives(meeting.account)
    return bool(standing.exclude(planned_at=planned_at).update(planned_at=planned_at, expires_at=expires_at))


def _link_lives(account: ChannelAccount) -> timedelta:
    hours = account.settings.get("link_hours")
    return timedelta(hours=int(hours)) if hours else LINK_LIVES


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Person) -> bool:
    """The link leads nowhere from now on; False when the meeting is over."""
    changed = Meeting.objects.filter(id=meeting.id, ended_at=None, cancelled_at=None).update(
        cancelled_at=clock.now()
    )
    if changed:
        tell(acts.CANCELLED, meeting.conversation, by, meeting.id)
    return bool(changed)


def meeting_link(meeting: Meeting, *, base_url: str) -> str:
    """The address that leads the customer in, for invitations of every kind. Raises UnsealError."""
    return f"{base_url}/m/{token_of(meeting)}/"


def invitation(meeting: Meeting, *, base_url: str) -> str:
    """The words for an answer, in the customer's language."""
    customer = meeting.conversation.customer
    with translation.override(customer.language if customer.language in ("tr", "en") else "tr"):
        hitap = customer.hitap_text if customer.hitap == Hitap.CUSTOM else customer.hitap
        greeting = address(customer.name, hitap, customer.language)
        when = _("now") if not meeting.planned_at else date_format(timezone.localtime(meeting.planned_at), "DATETIME_FORMAT")  # fmt: skip
        words = _(
            "{greeting}\n\nwe would like to talk to you by video. When: {when}\nOpen this link; you need no program and no account:\n{link}\n\nThe link closes on {end}."
        )
        end = date_format(timezone.localtime(meeting.expires_at), "DATETIME_FORMAT")
        return words.format(
            greeting=greeting, when=when, link=meeting_link(meeting, base_url=base_url), end=end
        )


@transaction.atomic
def consent_to(meeting: Meeting, *, text: str) -> None:
    """The customer read the line and opened the room; the first time is kept with its words."""
    first = Meeting.objects.filter(id=meeting.id, consented_at=None)
    if first.update(consented_at=clock.now(), consent_text=text[:600]):
        tell(acts.CONSENTED, meeting.conversation, None, meeting.id)


@transaction.atomic
def hear(account: ChannelAccount, heard: Heard) -> bool:
    """Put one event of the server into its meeting, whatever the order; False when the room is none of ours."""
    meeting = Meeting.objects.select_for_update(no_key=True, of=("self",)).filter(
        account=account, room=heard.room
    )
    found = meeting.select_related("conversation", "account__brand").first()
    if found is None:
        return False
    at = heard.at or clock.now()
    if heard.what in ("joined", "left"):
        _attend(found, heard, at)
    found.began_at = min(
        filter(None, (found.began_at, at if heard.what in ("began", "joined") else None)), default=None
    )
    found.save(update_fields=["began_at"])
    if heard.what == "ended":
        _end(found, at)
    return True


def _attend(meeting: Meeting, heard: Heard, at: datetime) -> None:
    stay, _made = Attendance.objects.get_or_create(
        meeting=meeting, occupant=heard.occupant, defaults={"brand_id": meeting.brand_id, "name": heard.name}
    )
    known = stay.joined_at if heard.what == "joined" else stay.left_at
    stay.name = heard.name or stay.name
    if heard.what == "joined":
        stay.joined_at = at
    else:
        stay.left_at = at
    stay.save()
    if known is None:
        kind = acts.JOINED if heard.what == "joined" else acts.LEFT
        tell(kind, meeting.conversation, None, meeting.id, name=stay.name or str(_("Somebody")))


@transaction.atomic
def end_by_hand(meeting: Meeting, *, by: Person, note: str) -> None:
    """The meeting is over, as somebody says who was there; a note goes into the ledger with it."""
    current = Meeting.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "conversation", "account__brand"
    )
    _end(current.get(id=meeting.id), clock.now(), by=by, note=note)


def _end(meeting: Meeting, at: datetime, *, by: Person | None = None, note: str = "") -> None:
    if meeting.raw_id:
        return
    meeting.ended_at = max(filter(None, (meeting.ended_at, at, meeting.began_at)))
    meeting.began_at = meeting.began_at or at
    minutes = round((meeting.ended_at - meeting.began_at).total_seconds() / 60)
    [received] = receive(meeting.account, [_record(meeting, minutes, by, note)], FORM)
    meeting.raw_id = received.id
    meeting.save(update_fields=["ended_at", "began_at", "raw_id"])
    tell(acts.ENDED, meeting.conversation, by, meeting.id, minutes=str(minutes))


def _record(meeting: Meeting, minutes: int, by: Person | None, note: str) -> Inbound:
    speaker = by or meeting.made_by
    with translation.override(meeting.account.brand.language):
        subject = _("Meeting by video, {minutes} min").format(minutes=minutes)
    contact = Contact(
        channel="video",
        external_id=f"meeting-{meeting.id}",
        account=meeting.account.slug,
        direction="out",
        occurred_at=meeting.began_at,
        customer=ContactCustomer(id=str(meeting.conversation.customer_id)),
        thread=thread_into(meeting.account, meeting.conversation),
        subject=subject,
        text=note,
        staff=speaker.account.email if speaker else None,
        meta={
            "minutes": minutes,
            "consented_at": meeting.consented_at.isoformat() if meeting.consented_at else "",
            "people": [one.name for one in meeting.attendances.all() if one.name],
        },
    )
    return Inbound(contact.external_id, encode(contact))
