"""Floods are slowed down, abuse is set aside and kept, an office behind one address is not shut out."""

from datetime import timedelta

from memnun.channels.chat.live.limits import MESSAGES_A_MINUTE, SESSIONS_OF_AN_ADDRESS, Limits, Patience
from memnun.channels.chat.models import Visitor
from memnun.channels.chat.testing import Widget, until
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, Conversation, RawInbound
from memnun.interactions.placing.batch import place_waiting
from memnun.people.testing import Cast, signed_in_client


def test_who_writes_too_fast_is_told_when_to_go_on(widget: Widget) -> None:
    told = [widget.say(f"Mesaj {number}") for number in range(MESSAGES_A_MINUTE + 1)]
    assert [answer.status_code for answer in told[:-1]] == [201] * MESSAGES_A_MINUTE
    assert told[-1].status_code == 429
    assert int(told[-1].headers["retry-after"]) > 0
    assert told[-1].headers["retry-after"] in told[-1].json()["words"]
    assert RawInbound.objects.count() == MESSAGES_A_MINUTE


def test_the_same_words_again_and_again_go_to_quarantine_and_are_kept(widget: Widget) -> None:
    for _ in range(Patience.MOST_REPEATED + 3):
        assert widget.say("AL AL AL").status_code == 201, "the visitor is not told"
    states = list(RawInbound.objects.order_by("id").values_list("state", flat=True))
    assert states.count("quarantined") == 3
    assert Visitor.objects.get().quarantined_at is not None


def test_a_flood_that_does_not_end_is_set_aside(widget: Widget) -> None:
    for number in range(MESSAGES_A_MINUTE + Patience.MOST_REFUSED + 2):
        widget.say(f"Mesaj {number}")
    until(lambda: Visitor.objects.get().quarantined_at is not None)


def test_staff_set_a_visitor_aside_and_let_them_back(widget: Widget, cast: Cast) -> None:
    widget.say("Kötü söz")
    place_waiting()
    address = f"/conversations/{Conversation.objects.get().id}/visitor/"
    client = signed_in_client(cast.elif_)
    client.post(f"{address}quarantine/")
    widget.say("Yine kötü söz")
    assert RawInbound.objects.filter(state="quarantined").count() == 1
    client.post(f"{address}release/")
    widget.say("Özür dilerim")
    assert RawInbound.objects.filter(state="waiting").count() == 1
    told = Event.objects.filter(kind__in=["chat.set_aside", "chat.released"]).order_by("id")
    assert [(event.kind, event.actor_id, event.conversation_id) for event in told] == [
        ("chat.set_aside", cast.elif_.id, Conversation.objects.get().id),
        ("chat.released", cast.elif_.id, Conversation.objects.get().id),
    ]


def test_who_was_set_aside_for_an_hour_is_heard_after_it(widget: Widget, cast: Cast) -> None:
    widget.say("Kötü söz")
    place_waiting()
    address = f"/conversations/{Conversation.objects.get().id}/visitor/"
    bar = signed_in_client(cast.elif_).post(
        f"{address}quarantine/", {"hours": "1"}, headers={"hx-request": "true"}
    )
    assert "Yeniden yazabilsin" in bar.content.decode()
    visitor = Visitor.objects.get()
    assert visitor.quarantined_until - visitor.quarantined_at == timedelta(hours=1)  # type: ignore[operator]
    Visitor.objects.update(quarantined_until=clock.now())
    widget.say("Sakinleştim")
    assert RawInbound.objects.filter(state="waiting").count() == 1


def test_without_scripts_setting_aside_leads_back_to_the_conversation(widget: Widget, cast: Cast) -> None:
    widget.say("Kötü söz")
    place_waiting()
    conversation = Conversation.objects.get()
    answer = signed_in_client(cast.elif_).post(f"/conversations/{conversation.id}/visitor/quarantine/")
    assert (answer.status_code, answer["Location"]) == (302, f"/conversations/{conversation.id}/")
    assert Visitor.objects.get().is_aside(clock.now())


def test_an_office_behind_one_address_is_not_shut_out(served: str, chat: ChannelAccount) -> None:
    for number in range(40):
        with Widget(served, chat).open() as widget:
            assert widget.say(f"Merhaba {number}").status_code == 201


def test_an_address_that_opens_sessions_without_end_is_slowed_down() -> None:
    limits = Limits()
    waits = [
        limits.take("sessions", "10.0.0.1", SESSIONS_OF_AN_ADDRESS) for _ in range(SESSIONS_OF_AN_ADDRESS + 1)
    ]
    assert waits[:-1] == [0.0] * SESSIONS_OF_AN_ADDRESS
    assert waits[-1] > 0
    assert limits.take("sessions", "10.0.0.2", SESSIONS_OF_AN_ADDRESS) == 0


def test_limits_remember_only_so_many() -> None:
    limits = Limits(remembered=10)
    for number in range(1_000):
        limits.take("messages", number, 20)
    assert len(limits._buckets) == 10
