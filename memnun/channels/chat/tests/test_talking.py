"""A visitor and the desk talk: what is written arrives once, both ways, whatever the line does."""

from uuid import uuid4

import pytest

from memnun.channels.chat.models import Line, Visitor
from memnun.channels.chat.testing import Widget
from memnun.interactions.actions.replying import Reply, reply, ways
from memnun.interactions.models import ChannelAccount, Conversation, Interaction, OutboxMessage, RawInbound
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.placing.batch import place_waiting
from memnun.people.testing import Cast


def answer(cast: Cast, chat: ChannelAccount, text: str, seen: int = 10**9) -> OutboxMessage:
    """Elif answers the newest conversation and the message leaves."""
    conversation = Conversation.objects.order_by("-last_at").first()
    assert conversation
    given = Reply(text=text, key=str(uuid4()), seen=seen)
    message = reply(conversation, given, by=cast.elif_)
    deliver(chat.id)
    message.refresh_from_db()
    return message


def test_a_message_is_in_the_ledger_as_soon_as_it_is_answered(widget: Widget, cast: Cast) -> None:
    told = widget.say("Kargom nerede?", page={"url": "https://magaza.example/sepet?kart=1", "title": "Sepet"})
    assert told.status_code == 201
    raw = RawInbound.objects.get()
    assert told.json() == {"id": str(raw.id), "number": 1}
    assert place_waiting() == 1
    interaction = Interaction.objects.get()
    assert (interaction.id, interaction.text, interaction.brand_id) == (
        raw.id,
        "Kargom nerede?",
        cast.brand.id,
    )
    assert interaction.meta["page"] == "https://magaza.example/sepet"


def test_a_message_sent_twice_is_one_message(widget: Widget) -> None:
    key = str(uuid4())
    first, second = widget.say("Merhaba", key), widget.say("Merhaba", key)
    assert (first.status_code, second.status_code) == (201, 200)
    assert (RawInbound.objects.count(), Line.objects.count()) == (1, 1)


def test_the_answer_reaches_the_open_widget(widget: Widget, cast: Cast, chat: ChannelAccount) -> None:
    widget.say("Kargom nerede?")
    place_waiting()
    with widget.listen() as stream:
        message = answer(cast, chat, "Yolda, yarın sizde.")
        assert message.state == "sent"
        stream.wait(lambda it: any(line["dir"] == "out" for line in it.lines))
        line = stream.lines[-1]
        assert (line["text"], line["who"], line["n"]) == ("Yolda, yarın sizde.", "Elif", 2)
    visitor = Visitor.objects.get()
    assert visitor.waiting_since is None
    assert Line.objects.get(number=2).waited_seconds is not None


def test_a_widget_that_lost_its_line_is_told_what_it_missed_and_nothing_twice(
    widget: Widget, cast: Cast, chat: ChannelAccount
) -> None:
    widget.say("Merhaba")
    place_waiting()
    with widget.listen() as stream:
        answer(cast, chat, "Bir")
        stream.wait(lambda it: len(it.lines) == 2)
        last = stream.last
    answer(cast, chat, "İki")
    answer(cast, chat, "Üç")
    with widget.listen(last) as stream:
        stream.wait(lambda it: len(it.lines) == 2)
        assert [line["text"] for line in stream.lines] == ["İki", "Üç"]
    assert [line["text"] for line in widget.lines(last)] == ["İki", "Üç"]


def test_delivery_and_reading_go_back_to_the_outbox(widget: Widget, cast: Cast, chat: ChannelAccount) -> None:
    widget.say("Merhaba")
    place_waiting()
    message = answer(cast, chat, "Buyurun")
    assert widget.ask("POST", "signals", json={"delivered": 2}).status_code == 204
    wait_for_state(message, "delivered")
    widget.ask("POST", "signals", json={"read": 2})
    wait_for_state(message, "read")
    widget.ask("POST", "signals", json={"delivered": 2})
    wait_for_state(message, "read")


def wait_for_state(message: OutboxMessage, state: str) -> None:
    from memnun.channels.chat.testing import until

    until(lambda: OutboxMessage.objects.get(id=message.id).state == state)


def test_sending_again_after_a_crash_adds_no_line(widget: Widget, cast: Cast, chat: ChannelAccount) -> None:
    from memnun.channels.chat.sending import WidgetSender

    widget.say("Merhaba")
    place_waiting()
    message = answer(cast, chat, "Buyurun")
    WidgetSender(chat).send(message)
    assert [line["text"] for line in widget.lines()] == ["Merhaba", "Buyurun"]


def test_one_visit_is_one_conversation_even_after_it_was_resolved(
    widget: Widget, cast: Cast, chat: ChannelAccount
) -> None:
    from memnun.interactions.actions.status import resolve

    widget.say("Merhaba")
    place_waiting()
    answer(cast, chat, "Buyurun")
    resolve(Conversation.objects.get(), by=cast.elif_)
    widget.say("Teşekkürler")
    place_waiting()
    assert Conversation.objects.count() == 1


def test_after_a_day_of_silence_a_visitor_begins_another_conversation(widget: Widget) -> None:
    from datetime import timedelta

    widget.say("Merhaba")
    place_waiting()
    visitor = Visitor.objects.get()
    Visitor.objects.update(spoke_at=visitor.spoke_at - timedelta(hours=25))  # type: ignore[operator]
    widget.say("Yine ben")
    place_waiting()
    assert Conversation.objects.count() == 2


def test_the_chat_is_the_first_way_to_answer(widget: Widget, chat: ChannelAccount) -> None:
    widget.say("Merhaba")
    place_waiting()
    first = ways(Conversation.objects.get())[0]
    assert (first.account, first.same) == (chat, True)
    assert first.to.value == Visitor.objects.get().external_id


@pytest.mark.parametrize("text", ["", "   ", "\x00"])
def test_an_empty_message_is_refused(widget: Widget, text: str) -> None:
    assert widget.say(text).status_code == 400
    assert not RawInbound.objects.exists()


def test_a_message_that_is_too_long_is_given_back_in_words(widget: Widget) -> None:
    told = widget.say("a" * 4001)
    assert told.status_code == 413
    assert "4000" in told.json()["words"]


def test_many_messages_at_once_are_all_kept_in_order(served: str, chat: ChannelAccount) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def talk(number: int) -> list[int]:
        with Widget(served, chat) as widget:
            widget.open()
            return [widget.say(f"{number}-{count}").json()["number"] for count in range(5)]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(talk, range(16))) == [[1, 2, 3, 4, 5]] * 16
    assert RawInbound.objects.count() == Line.objects.count() == 80
