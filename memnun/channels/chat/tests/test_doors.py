"""Who may talk with a chat: allowed sites, sessions that stand, and nobody else's talk."""

from datetime import timedelta
from uuid import uuid4

import httpx

from memnun.channels.chat.models import Line, Visitor, VisitorSession
from memnun.channels.chat.testing import SITE, Widget, make_chat
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, RawInbound
from memnun.people.testing import Cast, signed_in_client


def test_a_site_that_is_not_allowed_gets_nothing(served: str, chat: ChannelAccount) -> None:
    with Widget(served, chat, origin="https://baska.example") as widget:
        told = widget.ask("GET", "config")
        assert told.status_code == 403
        assert list(told.json()) == ["words"]
        assert widget.ask("POST", "sessions", json={}).status_code == 403
    assert not Visitor.objects.exists()


def test_an_allowed_site_may_read_the_answer_and_no_other(served: str, chat: ChannelAccount) -> None:
    with Widget(served, chat) as widget:
        told = widget.ask("OPTIONS", "messages")
        assert (told.status_code, told.headers["access-control-allow-origin"]) == (204, SITE)
        assert "authorization" in told.headers["access-control-allow-headers"]
        assert "access-control-allow-credentials" not in told.headers


def test_a_chat_that_is_switched_off_does_not_exist(served: str, chat: ChannelAccount) -> None:
    ChannelAccount.objects.update(active=False)
    with Widget(served, chat) as widget:
        assert widget.ask("GET", "config").status_code == 404


def test_an_account_of_another_kind_has_no_chat(served: str, cast: Cast) -> None:
    mailbox = ChannelAccount.objects.create(brand=cast.brand, channel="email", slug="destek", kind="email")
    with Widget(served, mailbox) as widget:
        assert widget.ask("GET", "config").status_code == 404


def test_a_token_that_was_not_given_opens_nothing(served: str, chat: ChannelAccount) -> None:
    for token in ("", "chat_x", "chat_" + "A" * 43):
        with Widget(served, chat, token=token) as widget:
            assert widget.say("Merhaba").status_code == 401
            assert widget.ask("GET", "lines").status_code == 401
            assert widget.ask("GET", "stream").status_code == 401


def test_a_token_is_kept_only_as_its_digest(widget: Widget) -> None:
    assert widget.token not in str(VisitorSession.objects.values_list())


def test_an_old_session_has_ended(widget: Widget) -> None:
    VisitorSession.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert widget.say("Merhaba").status_code == 401


def test_a_session_of_one_brand_opens_nothing_of_another(served: str, widget: Widget, cast: Cast) -> None:
    other = make_chat(cast.other_brand)
    with Widget(served, other, token=widget.token) as stranger:
        assert stranger.say("Merhaba").status_code == 401
        assert stranger.ask("GET", "lines").status_code == 401
    assert not RawInbound.objects.filter(brand=cast.other_brand).exists()


def test_visitors_see_their_own_talk_only(served: str, widget: Widget, chat: ChannelAccount) -> None:
    widget.say("Gizli")
    with Widget(served, chat).open() as other:
        assert other.lines() == []


def test_forget_me_ends_the_session_and_leaves_nothing_for_the_next(widget: Widget) -> None:
    widget.ask("PUT", "contact", json={"name": "Ayşe", "email": "ayse@example.com"})
    widget.say("Merhaba")
    assert widget.ask("DELETE", "session").status_code == 204
    assert widget.ask("GET", "lines").status_code == 401
    visitor = Visitor.objects.get()
    assert (visitor.name, visitor.email) == ("", "")
    assert not Line.objects.exists()
    assert not VisitorSession.objects.exists()
    assert RawInbound.objects.count() == 1, "the ledger keeps what it received"


def test_only_as_long_as_the_visitor_wishes(widget: Widget) -> None:
    session = VisitorSession.objects.get()
    assert session.expires_at - clock.now() < timedelta(hours=24, minutes=1)
    widget.ask("PUT", "contact", json={"remember": 90})
    session.refresh_from_db()
    assert timedelta(days=89) < session.expires_at - clock.now() < timedelta(days=91)
    widget.ask("PUT", "contact", json={"remember": 3650})
    session.refresh_from_db()
    assert session.remembered_days == 0


def test_nonsense_is_answered_in_words(widget: Widget) -> None:
    for content in (b"", b"[]", b"{", b'{"id": 3}', b'{"id":"x","text":"a"}', b"\xff", b"[" * 5000):
        told = widget.ask("POST", "messages", content=content)
        assert told.status_code == 400, content
        assert told.json()["words"]
    assert widget.ask("POST", "messages", content=b" " * 70_000).status_code == 413
    assert widget.ask("GET", "nothing").status_code == 404


def test_pages_of_the_desk_are_those_of_the_brand(widget: Widget, cast: Cast) -> None:
    from memnun.interactions.models import Conversation
    from memnun.interactions.placing.batch import place_waiting

    widget.say("Merhaba")
    place_waiting()
    conversation = Conversation.objects.get()
    address = f"/conversations/{conversation.id}/visitor/"
    assert signed_in_client(cast.elif_).get(address).status_code == 200
    assert signed_in_client(cast.deniz).get(address).status_code == 404
    assert signed_in_client(cast.deniz).post(f"{address}quarantine/").status_code == 404
    assert signed_in_client(cast.arda).post(f"{address}typing/").status_code == 403


def test_the_script_is_small_and_whole(served: str) -> None:
    answer = httpx.get(f"{served}/chat/widget.js", headers={"accept-encoding": "identity"})
    packed = httpx.get(f"{served}/chat/widget.js", headers={"accept-encoding": "gzip"})
    assert answer.text == packed.text
    assert int(packed.headers["content-length"]) < 30 * 1024
    assert "Mesaj" in answer.text
    again = httpx.get(f"{served}/chat/widget.js", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_same_key_in_two_brands_is_two_messages(served: str, widget: Widget, cast: Cast) -> None:
    key = str(uuid4())
    with Widget(served, make_chat(cast.other_brand)).open() as other:
        assert (widget.say("Bir", key).status_code, other.say("İki", key).status_code) == (201, 201)
    assert RawInbound.objects.count() == 2
