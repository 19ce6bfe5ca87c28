"""A meeting planned from a conversation: invited, moved, called off through real servers, and answered by calendars."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from memnun.channels.email.models import Appointment
from memnun.channels.email.tests.test_fetching import mail, place
from memnun.channels.email.tests.test_sending import AYSE, arrived
from memnun.channels.video.models import Meeting
from memnun.events.dispatcher import advance, discover
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.channel_kinds import registry
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import ChannelAccount, OutboxMessage
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.testing import make_contact, record
from memnun.people.testing import signed_in_client


@pytest.fixture
def conversation(cast, sender_account):
    customer = ContactCustomer(email=AYSE, name="Ayşe Yılmaz")
    [contact] = record(
        cast.brand, make_contact("Görüşebilir miyiz?", customer, channel="email", subject="Siparişim")
    )
    return contact.conversation


@pytest.fixture
def client(cast):
    return signed_in_client(cast.elif_)


def told(account, days=2, **more):
    day = timezone.localdate(clock.now()) + timedelta(days=days)
    return {
        "summary": "Ürün görüşmesi", "day": day.isoformat(), "hour": "14:00", "minutes": "45", "where": "place",
        "place": "Kadıköy şubesi", "note": "Faturanızı getirin.", "way": str(account.id), **more,
    }  # fmt: skip


@pytest.fixture
def planned(client, conversation, sender_account, inbox):
    """An invitation that arrived; gives (the appointment, the calendar in the mail)."""
    answer = client.post(f"/conversations/{conversation.id}/appointments/new/", told(sender_account))
    assert answer.status_code == 302
    deliver(sender_account.id)
    place()
    [came] = arrived(inbox)
    return Appointment.objects.get(), calendar_in(came), came


def calendar_in(came):
    part = next(part for part in came.walk() if part.get_content_type() == "text/calendar")
    calendar = Calendar.from_ical(
        part.get_content() if isinstance(part.get_content(), str) else part.get_payload(decode=True)
    )
    assert part.get_param("method") == str(calendar["method"])
    [event] = calendar.walk("VEVENT")
    return calendar["method"], event


def reply_to(event, answer="ACCEPTED", *, guest=AYSE, sequence=None, uid=None, **more) -> bytes:
    """The mail by which a calendar program answers."""
    number = int(event["sequence"]) if sequence is None else sequence
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Takvim//TR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid or event['uid']}\r\nSEQUENCE:{number}\r\nDTSTAMP:20260105T110000Z\r\nDTSTART:20260107T110000Z\r\n"
        f"ORGANIZER:mailto:destek@marka.example\r\nATTENDEE;PARTSTAT={answer}:mailto:{guest}\r\nSUMMARY:{event['summary']}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    words = {
        "Content_Type": "text/calendar; charset=utf-8; method=REPLY",
        "Subject": f"Kabul edildi: {event['summary']}",
    }
    return mail(calendar, **{**words, **more})


def heard(appointment):
    [reader] = [one for one in discover() if one.name == "email.meeting_answers"]
    while advance(reader):
        pass
    appointment.refresh_from_db()
    return appointment.answer


def test_the_invitation_arrives_as_a_calendar_that_programs_understand(planned, conversation):
    appointment, (method, event), came = planned
    assert method == "REQUEST"
    assert (str(event["uid"]), int(event["sequence"])) == (appointment.uid, 0)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)
    assert timezone.localtime(event.decoded("dtstart")).hour == 14
    assert str(event["location"]) == "Kadıköy şubesi"
    assert str(event["attendee"]).lower() == f"mailto:{AYSE}"
    assert str(event["organizer"]).lower() == "mailto:destek@marka.example"
    plain = came.get_body(("plain",)).get_content()
    assert "sizi görüşmeye davet ediyoruz" in plain
    assert "Kadıköy şubesi" in plain


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("given", "kept", "shown"),
    [("ACCEPTED", "accepted", "Kabul etti"), ("DECLINED", "declined", "Gelemiyor"), ("TENTATIVE", "tentative", "Belki gelecek")],
)  # fmt: skip
def test_the_guests_answer_is_tied_to_the_meeting_and_shown_at_the_conversation(
    planned, conversation, client, come_in, given, kept, shown
):
    appointment, (_method, event), _came = planned
    contact = come_in(reply_to(event, given))
    assert contact.conversation_id == conversation.id, "by the uid alone, whatever the subject"
    assert heard(appointment) == kept
    page = client.get(f"/conversations/{conversation.id}/").content.decode()
    assert shown in page
    assert "Ürün görüşmesi" in client.get(f"/customers/{conversation.customer_id}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_reaches_us_days_late_still_reaches_its_meeting(planned, come_in):
    appointment, (_method, event), _came = planned
    with clock.frozen(clock.now() + timedelta(days=4)):
        come_in(reply_to(event, "DECLINED"))
    assert heard(appointment) == "declined"
    assert not Event.objects.filter(
        kind="interactions.recorded", subject_id=appointment.answer_mail_id
    ).exists()


def test_an_acceptance_lets_nobody_wait_and_a_refusal_does(planned, conversation, come_in):
    _appointment, (_method, event), _came = planned
    conversation.refresh_from_db()
    conversation.waiting_since = None
    conversation.save()
    come_in(reply_to(event, "ACCEPTED"))
    conversation.refresh_from_db()
    assert conversation.waiting_since is None
    come_in(reply_to(event, "DECLINED", Message_ID="<no@musteri.example>"))
    conversation.refresh_from_db()
    assert conversation.waiting_since is not None


def test_an_answer_to_another_meeting_or_of_another_guest_changes_nothing(planned, come_in):
    appointment, (_method, event), _came = planned
    come_in(reply_to(event, uid="baska@marka.example"))
    come_in(reply_to(event, guest="veli@baska.example", Message_ID="<v@musteri.example>"))
    assert heard(appointment) == "needs-action"


@pytest.mark.django_db(transaction=True)
def test_a_change_asks_anew_and_an_answer_to_the_old_time_does_not_count(
    planned, client, sender_account, inbox, come_in
):
    appointment, (_method, old), _came = planned
    come_in(reply_to(old))
    assert heard(appointment) == "accepted"
    client.post(f"/appointments/{appointment.id}/", told(sender_account, days=3))
    deliver(sender_account.id)
    place()
    method, event = calendar_in(arrived(inbox, 2)[-1])
    assert (method, str(event["uid"]), int(event["sequence"])) == ("REQUEST", appointment.uid, 1)
    come_in(reply_to(old, Message_ID="<late@musteri.example>"))
    assert heard(appointment) == "needs-action"
    come_in(reply_to(event, Message_ID="<new@musteri.example>"))
    assert heard(appointment) == "accepted"


def test_a_change_that_changes_nothing_sends_nothing(planned, client, sender_account):
    appointment, *_ = planned
    client.post(f"/appointments/{appointment.id}/", told(sender_account))
    assert OutboxMessage.objects.count() == 1


def test_calling_off_takes_the_meeting_out_of_the_guests_calendar_once(
    planned, client, sender_account, inbox, conversation
):
    appointment, *_ = planned
    for _ in range(2):
        client.post(f"/appointments/{appointment.id}/calling-off/")
    deliver(sender_account.id)
    place()
    mails = arrived(inbox, 2)
    method, event = calendar_in(mails[-1])
    assert (len(mails), method, int(event["sequence"]), str(event["status"])) == (2, "CANCEL", 1, "CANCELLED")
    page = client.get(f"/conversations/{conversation.id}/appointments/").content.decode()
    assert "Ürün görüşmesi" not in page


def test_a_meeting_by_video_sends_its_link_and_closes_with_it(cast, conversation, client, sender_account):
    video = registry()["video"]
    ChannelAccount.objects.create(
        brand=cast.brand, channel=video.channel, kind="video", slug="oda", name="Oda",
        settings={"pattern": "https://meet.example/{room}", "consent_text": "Kayıt yok"},
    )  # fmt: skip
    client.post(
        f"/conversations/{conversation.id}/appointments/new/", told(sender_account, where="video", place="")
    )
    appointment, room = Appointment.objects.get(), Meeting.objects.get()
    assert appointment.room_id == room.id
    assert "/m/" in appointment.place
    link = appointment.place
    client.post(f"/appointments/{appointment.id}/", told(sender_account, days=5, where="video", place=""))
    appointment.refresh_from_db()
    room.refresh_from_db()
    assert (appointment.place, room.planned_at) == (link, appointment.begins_at)
    client.post(f"/appointments/{appointment.id}/calling-off/")
    room.refresh_from_db()
    assert room.cancelled_at is not None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "2020-01-01"}, "Bu saat geçti"),
        ({"place": " "}, "Nerede buluşacağınızı yazın"),
        ({"minutes": "7"}, "minutes"),
        ({"way": "baska"}, "way"),
    ],
)
def test_a_wrong_form_says_what_is_wrong_and_sends_nothing(conversation, client, sender_account, wrong, said):
    answer = client.post(f"/conversations/{conversation.id}/appointments/new/", told(sender_account, **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not OutboxMessage.objects.exists()


def test_meetings_of_another_brand_do_not_exist(cast, planned, conversation):
    stranger = signed_in_client(cast.deniz)
    appointment, *_ = planned
    assert stranger.get(f"/appointments/{appointment.id}/").status_code == 404
    assert stranger.post(f"/appointments/{appointment.id}/calling-off/").status_code == 404
    assert stranger.get(f"/conversations/{conversation.id}/appointments/").status_code == 404


def test_a_customer_without_address_cannot_be_invited_and_the_page_says_why(cast, client):
    [contact] = record(
        cast.brand, make_contact("Aradı", ContactCustomer(phone="+905321234567"), channel="phone")
    )
    page = client.get(f"/conversations/{contact.conversation_id}/appointments/new/").content.decode()
    assert "E-postayla davet edilemiyor" in page
