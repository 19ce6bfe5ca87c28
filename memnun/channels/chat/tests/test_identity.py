"""Who is known: by a token the site signed, and by nothing they typed."""

from datetime import timedelta
from typing import Any

import pytest

from memnun.channels.chat import actions, parsing
from memnun.channels.chat.identity import Identity, Refused, sign, verify
from memnun.channels.chat.models import Visitor
from memnun.channels.chat.parsing import Message, Page
from memnun.channels.chat.testing import SITE, Widget
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, Interaction
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import AYSE, make_contact, record
from memnun.people.testing import Cast

SECRET = "chat_identity_sır"


def identity(minutes: float = 5, **fields: Any) -> Identity:
    given = {"id": "m-41", "email": "ayse@musteri.example", "name": "Ayşe Yılmaz", **fields}
    return Identity(exp=int((clock.now() + timedelta(minutes=minutes)).timestamp()), **given)


def test_a_signed_token_is_read_back() -> None:
    told = identity()
    assert verify(sign(told, SECRET), SECRET, clock.now()) == told


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-2] + ("AA" if token[-2:] != "AA" else "BB"),
        lambda token: "e30" + token[3:],
        lambda token: token.partition(".")[0],
        lambda token: token.partition(".")[0] + ".",
        lambda token: "." + token.partition(".")[2],
        lambda _token: "",
        lambda _token: "a.b.c",
        lambda _token: "ş.ş",
        lambda token: token * 100,
        lambda _token: sign(identity(), "another secret"),
        lambda _token: sign(identity(minutes=-0.1), SECRET),
        lambda _token: sign(identity(id="visitor-1"), SECRET),
        lambda _token: sign(identity(id=""), SECRET),
    ],
)
def test_a_token_that_is_forged_expired_or_broken_is_refused(spoil: Any) -> None:
    with pytest.raises(Refused):
        verify(spoil(sign(identity(), SECRET)), SECRET, clock.now())


def test_without_a_secret_nobody_is_known() -> None:
    with pytest.raises(Refused):
        verify(sign(identity(), ""), "", clock.now())


def test_whom_the_site_vouches_for_is_the_customer_they_are(
    served: str, chat: ChannelAccount, cast: Cast
) -> None:
    record(cast.brand, make_contact("Önceki", AYSE))
    secret = actions.make_secret(chat, by=cast.murat)
    token = sign(identity(), secret)
    with Widget(served, chat) as widget:
        widget.open(identity=token).say("Benim")
    place_waiting()
    assert Customer.objects.count() == 1
    assert Visitor.objects.get().known


def test_the_same_customer_on_another_device_finds_the_talk(
    served: str, chat: ChannelAccount, cast: Cast
) -> None:
    secret = actions.make_secret(chat, by=cast.murat)
    with Widget(served, chat).open(identity=sign(identity(), secret)) as telephone:
        telephone.say("Merhaba")
    with Widget(served, chat).open(identity=sign(identity(), secret)) as computer:
        assert [line["text"] for line in computer.lines()] == ["Merhaba"]


def test_a_forged_token_opens_no_session(served: str, chat: ChannelAccount, cast: Cast) -> None:
    actions.make_secret(chat, by=cast.murat)
    with Widget(served, chat) as widget:
        told = widget.ask("POST", "sessions", json={"identity": sign(identity(), "geraten")})
    assert told.status_code == 422
    assert not Visitor.objects.exists()


def test_an_email_that_was_typed_merges_nobody(widget: Widget, cast: Cast) -> None:
    record(cast.brand, make_contact("Önceki", AYSE))
    assert widget.ask("PUT", "contact", json={"name": "Ayşe", "email": AYSE.email}).status_code == 204
    widget.say("Ben Ayşe'yim")
    place_waiting()
    assert Customer.objects.count() == 2
    newest = Interaction.objects.order_by("-occurred_at")[0]
    typed = newest.customer.identities.get(kind="email")
    assert (typed.value, typed.claimed) == (AYSE.email, True)


def test_what_is_no_email_is_refused(widget: Widget) -> None:
    for email in ("", "ayse", "ayse@", "a b@c.de", "a@b.c\nBcc: x@y.z"):
        assert widget.ask("PUT", "contact", json={"email": email}).status_code == 422
    assert Visitor.objects.get().email == ""


def test_a_visitor_nobody_knows_is_called_by_the_page_until_they_say_their_name(widget: Widget) -> None:
    widget.say("Merhaba", page={"url": f"{SITE}/magazalar/kadikoy", "title": "Kadıköy mağazası"})
    place_waiting()
    customer = Interaction.objects.get().customer
    assert (customer.name, str(customer)) == ("", "Ziyaretçi, Kadıköy mağazası")
    assert str(customer.identities.get()) == "Ziyaretçi, Kadıköy mağazası"
    widget.ask("PUT", "contact", json={"name": "Ayşe", "email": AYSE.email})
    widget.say("Orada mısınız?")
    place_waiting()
    customer.refresh_from_db()
    assert str(customer) == "Ayşe"


@pytest.mark.parametrize(
    ("page", "called"),
    [
        (Page("https://a.example/magazalar/kadikoy/"), "Ziyaretçi, magazalar · kadikoy"),
        (Page("https://a.example/"), "Sohbetteki ziyaretçi"),
        (Page(), "Sohbetteki ziyaretçi"),
    ],
)
def test_without_a_title_the_address_names_the_page(page: Page, called: str) -> None:
    message = Message(key="k", visitor="v", external_id="visitor-1", at=clock.now(), page=page)
    assert parsing.called(message) == called
