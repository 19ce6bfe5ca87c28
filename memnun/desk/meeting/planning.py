"""A meeting asked for by mail and the video room that may belong to it, kept in step."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from memnun.channels.email.appointments import (
    Plan,
    call_off_appointment,
    change_appointment,
    plan_appointment,
)
from memnun.channels.email.models import Appointment
from memnun.channels.video.actions import cancel_meeting, move_meeting, plan_meeting
from memnun.channels.video.links import token_of
from memnun.channels.video.models import Meeting
from memnun.interactions.models import ChannelAccount, Conversation
from memnun.interactions.outbox.ways import Way, ways
from memnun.people.models import Person


def mailboxes(conversation: Conversation) -> list[Way]:
    """The ways to invite the customer by mail."""
    return [way for way in ways(conversation) if way.account.kind == "email"]


def has_video(person: Person) -> bool:
    """Whether the brand has a server for meetings by video."""
    return ChannelAccount.objects.visible_to(person).filter(kind="video", active=True).exists()


@transaction.atomic
def invite(
    conversation: Conversation, plan: Plan, *, way: Way, by_video: bool, base_url: str, by: Person
) -> Appointment:
    """Make the room, if one is wanted, and invite. Raises CannotSend, NoServer."""
    if by_video:
        plan = _in_new_room(conversation, plan, base_url, by)
    return plan_appointment(conversation.id, plan, way=way, by=by)


@transaction.atomic
def change(appointment: Appointment, plan: Plan, *, by_video: bool, base_url: str, by: Person) -> bool:
    """Change the meeting and its room; False when there was nothing to change. Raises CannotSend, NoServer."""
    room = _room(appointment)
    if by_video and room is not None:
        move_meeting(room, planned_at=plan.begins_at)
        plan = replace(plan, place=appointment.place, room_id=room.id)
    elif by_video:
        plan = _in_new_room(appointment.conversation, plan, base_url, by)
    elif room is not None:
        cancel_meeting(room, by=by)
    return change_appointment(appointment, plan, by=by)


@transaction.atomic
def call_off(appointment: Appointment, *, by: Person) -> bool:
    """Call it off and close its room; False when it is over already. Raises CannotSend."""
    if not call_off_appointment(appointment, by=by):
        return False
    if (room := _room(appointment)) is not None:
        cancel_meeting(room, by=by)
    return True


def _room(appointment: Appointment) -> Meeting | None:
    if appointment.room_id is None:
        return None
    rooms = Meeting.objects.filter(brand_id=appointment.brand_id, id=appointment.room_id, cancelled_at=None)
    return rooms.select_related("conversation").first()


def _in_new_room(conversation: Conversation, plan: Plan, base_url: str, by: Person) -> Plan:
    room = plan_meeting(conversation, planned_at=plan.begins_at, by=by)
    return replace(plan, place=f"{base_url}/m/{token_of(room)}/", room_id=room.id)
