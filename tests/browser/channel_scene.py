"""A brand with something on every page of its channels: a form and its places, calls, letters, a meeting and chats."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from .site import Site

NUMBER = "+905321234567"


def plant_channels(site: Site) -> dict[str, str]:
    """Make it all; gives the pages by name."""
    talk = _talk(site)
    return {
        **_forms(site),
        **_calls(site),
        **_letters(site, talk),
        **_meetings(site, talk),
        **_chats(site),
    }


def _talk(site: Site) -> Any:
    """A conversation with Kerem."""
    from memnun.interactions.contact import ContactCustomer
    from memnun.interactions.testing import make_contact, record

    kerem = ContactCustomer(name="Kerem Aydın", phone=NUMBER, facts={"hitap": "bey"})
    told = make_contact("İadem nerede? Üç haftadır bekliyorum, çok kızgınım.", kerem)
    return record(site.cast.brand, told)[0].conversation


def _account(site: Site, kind: str, name: str, **settings: Any) -> Any:
    from memnun.interactions.models import ChannelAccount

    channel = "social" if kind == "telegram" else kind
    return ChannelAccount.objects.create(
        brand=site.cast.brand, channel=channel, kind=kind, slug=kind, name=name, settings=settings
    )


def _forms(site: Site) -> dict[str, str]:
    """A form with questions of several kinds, and a table that has it as a QR code."""
    from memnun.channels.web_form.actions import make_form, open_place
    from memnun.channels.web_form.building import add_question

    form = make_form(site.cast.brand, title="Bize yazın", language="tr", by=None)
    for kind in ("rating", "choice", "file", "consent"):
        add_question(form, kind, by=site.cast.murat)
    place = open_place(form, name="Masa 12", branch=None, by=site.cast.murat)
    return {
        "form": f"/f/{form.address}/",
        "place": f"/q/{place.code}/",
        "kiosk": f"/q/{place.code}/kiosk/",
        "closed": "/f/yok/",
        "forms": "/settings/forms/",
        "build": f"/settings/forms/{form.id}/",
        "question": f"/settings/forms/{form.id}/questions/q6/",
        "places": f"/settings/forms/{form.id}/places/",
        "held": "/settings/forms/held/",
    }


def _calls(site: Site) -> dict[str, str]:
    """A switchboard with an answered call, a missed one and one that rings."""
    from memnun.channels.phone.fake import VerimorCall
    from memnun.channels.phone.hearing import apply_event, keep_event
    from memnun.channels.phone.kind import KIND
    from memnun.channels.phone.noting import set_extension
    from memnun.foundation import clock

    line = _account(site, "phone", "Santral", provider="verimor")
    KIND.after_save(line)
    set_extension(line, number="1001", person=site.cast.selin, by=site.cast.murat)
    now = clock.now()
    answered = VerimorCall(at=now - timedelta(hours=2)).hangup(answered=True)
    missed = VerimorCall("05339998877", at=now - timedelta(hours=1)).hangup(answered=False)
    for body in (answered, missed, VerimorCall(at=now).ringing()):
        event = keep_event(line, body)
        assert event is not None
        apply_event(event)
    return {
        "calls": "/calls/",
        "all calls": "/calls/?all=1",
        "call note": "/calls/note/",
        "call lists": "/settings/calls/imports/",
        "extensions": f"/settings/calls/lines/{line.id}/extensions/",
        "line": f"/settings/channels/{line.id}/",
        "talk": "/talks/new/",
        "talk without a connection": "/talks/offline/",
    }


def _letters(site: Site, talk: Any) -> dict[str, str]:
    """A letter that was written and not printed."""
    from memnun.channels.post.models import Letter
    from memnun.channels.post.writing import write_letter

    _account(site, "post", "Mektup", sender="Deneme")
    address = "Kerem Aydın\nİnönü Cad. No: 5\n34403 Kâğıthane/İSTANBUL"
    words = {"address": address, "subject": "İadeniz", "text": "Sayın Aydın"}
    write_letter(talk, by=site.cast.selin, key="letter-1", seen=10**9, **words)
    return {
        "letters": "/letters/",
        "letter": f"/letters/{Letter.objects.get().id}/",
        "letter in": "/letters/in/",
        "write a letter": f"/conversations/{talk.id}/letters/new/",
    }


def _meetings(site: Site, talk: Any) -> dict[str, str]:
    """A meeting at a Jitsi."""
    from memnun.channels.video.actions import plan_meeting
    from memnun.channels.video.kind import KIND
    from memnun.channels.video.links import token_of

    rooms = {"pattern": "https://meet.example/{room}", "consent_text": "Görüşme kaydedilmez."}
    KIND.after_save(_account(site, "video", "Jitsi", **rooms))
    meeting = plan_meeting(talk, planned_at=None, by=site.cast.selin)
    return {
        "meetings": f"/conversations/{talk.id}/meetings/",
        "meeting": f"/meetings/{meeting.id}/",
        "door": f"/m/{token_of(meeting)}/",
    }


def _chats(site: Site) -> dict[str, str]:
    """A visitor nobody knows at the chat of a site, and a Telegram bot."""
    from memnun.channels.chat.testing import make_chat, visit
    from memnun.interactions.placing.batch import place_waiting

    chat = make_chat(site.cast.brand)
    message_id = visit(chat, "Orada mısınız?", title="Kadıköy mağazası")
    place_waiting()
    bot = _account(site, "telegram", "Telegram", username="deneme_bot")
    return {
        "chat": f"/conversations/{_conversation_of(message_id)}/",
        "chat settings": f"/settings/channels/{chat.id}/",
        "chat invitation": f"/settings/channels/{chat.id}/chat/invitations/",
        "telegram settings": f"/settings/channels/{bot.id}/",
        "outbox": "/outbox/",
    }


def _conversation_of(message_id: Any) -> Any:
    from memnun.interactions.models import Interaction

    return Interaction.objects.get(id=message_id).conversation_id
