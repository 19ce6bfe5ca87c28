"""Answers leave once, whole, or with words that say why not."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.channels.telegram.bot import Bot
from memnun.channels.telegram.cutting import LONGEST, parts_of, units
from memnun.channels.telegram.fake import TOKEN, FakeTelegram
from memnun.channels.telegram.polling import fetch
from memnun.consent.models import Suppression
from memnun.interactions.actions.replying import Reply, reply
from memnun.interactions.attachments import keep
from memnun.interactions.models import ChannelAccount, Conversation, Interaction, OutboxMessage
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.placing.batch import place_waiting
from memnun.people.testing import Cast


@pytest.fixture
def conversation(telegram: FakeTelegram, account: ChannelAccount) -> Conversation:
    telegram.write("Merhaba")
    with Bot(TOKEN) as bot:
        fetch(account, bot)
    place_waiting()
    return Conversation.objects.get()


def send(conversation: Conversation, cast: Cast, text: str, **more: Any) -> OutboxMessage:
    message = reply(
        conversation, Reply(text=text, key=str(uuid4()), seen=10**9, undo_seconds=0, **more), by=cast.elif_
    )
    deliver(conversation.channel_account_id)
    message.refresh_from_db()
    return message


def test_an_answer_leaves_as_plain_text(
    telegram: FakeTelegram, conversation: Conversation, cast: Cast
) -> None:
    message = send(conversation, cast, "*Yolda* _bugün_ [x](y) <b>")
    assert message.state == "sent"
    (sent,) = telegram.sent
    assert (sent["chat_id"], sent["text"]) == ("501", "*Yolda* _bugün_ [x](y) <b>")
    assert "parse_mode" not in sent


def test_an_answer_to_a_message_points_at_it(
    telegram: FakeTelegram, conversation: Conversation, cast: Cast
) -> None:
    asked = Interaction.objects.get()
    send(conversation, cast, "Evet", in_reply_to=asked.id)
    assert telegram.sent[0]["reply_parameters"]["message_id"] == asked.meta["telegram"]["message"]


def test_an_answer_of_the_customer_to_ours_joins_the_conversation(
    telegram: FakeTelegram, account: ChannelAccount, conversation: Conversation, cast: Cast
) -> None:
    message = send(conversation, cast, "Buyurun")
    place_waiting()
    telegram.write("Tamam", reply_to_message={"message_id": int(message.provider_id)})
    with Bot(TOKEN) as bot:
        fetch(account, bot)
    place_waiting()
    assert Conversation.objects.count() == 1


def test_a_long_text_leaves_in_parts_that_make_it_whole(
    telegram: FakeTelegram, conversation: Conversation, cast: Cast
) -> None:
    text = "\n\n".join(f"Madde {number}: " + "uzun uzun anlatılır " * 30 for number in range(12))
    message = send(conversation, cast, text)
    assert message.state == "sent"
    assert len(telegram.sent) > 1
    assert "".join("".join(each["text"].split()) for each in telegram.sent) == "".join(text.split())
    assert message.proof["parts"] == sorted(message.proof["parts"])


def test_what_was_taken_of_a_long_text_is_not_sent_again(
    telegram: FakeTelegram, conversation: Conversation, cast: Cast
) -> None:
    from memnun.channels.telegram.sending import TelegramSender
    from memnun.interactions.channel_kinds import TryLater

    message = reply(
        conversation, Reply(text="a " * 4_000, key="k", seen=10**9, undo_seconds=0), by=cast.elif_
    )
    with Bot(TOKEN) as bot:
        sender = TelegramSender(conversation.channel_account, bot)
        real = sender._send_part

        def break_off(*given: Any) -> int:
            if telegram.sent:
                raise TryLater("wait")
            return real(*given)

        sender._send_part = break_off  # type: ignore[method-assign]
        with pytest.raises(TryLater):
            sender.send(message)
        sender._send_part = real  # type: ignore[method-assign]
        message.refresh_from_db()
        sender.send(message)
    assert len(telegram.sent) == 2


def test_when_telegram_asks_to_wait_the_message_waits(
    telegram: FakeTelegram, conversation: Conversation, cast: Cast
) -> None:
    telegram.busy = [7]
    message = send(conversation, cast, "Sabır")
    assert (message.state, message.code) == ("waiting", "429")
    assert telegram.sent == []


def test_who_stopped_the_bot_is_refused_and_suppressed(
    telegram: FakeTelegram, conversation: Conversation, cast: Cast
) -> None:
    telegram.blocked.add("501")
    message = send(conversation, cast, "Duyuyor musunuz?")
    assert (message.state, message.code) == ("failed", "blocked")
    assert Suppression.objects.standing().get().address == "telegram:501"
    assert send(conversation, cast, "Bir daha").state == "blocked"


def test_when_no_answer_comes_nobody_claims_to_know(
    telegram: FakeTelegram, conversation: Conversation, cast: Cast
) -> None:
    telegram.silent = 1
    message = send(conversation, cast, "Gitti mi?")
    assert message.state == "uncertain"
    deliver(conversation.channel_account_id)
    assert len(telegram.sent) == 1, "it is not sent a second time"


def test_a_wrong_token_is_told_at_the_account(
    telegram: FakeTelegram, account: ChannelAccount, conversation: Conversation, cast: Cast
) -> None:
    account.set_secrets({"token": "987654321:AAwrong-token-that-nobody-ever-gave-out"})
    account.save()
    message = send(conversation, cast, "Merhaba")
    assert message.state == "waiting"
    account.refresh_from_db()
    assert "BotFather" in account.problem


def test_pictures_and_documents_leave_as_what_they_are(
    telegram: FakeTelegram, conversation: Conversation, cast: Cast
) -> None:
    picture = keep(cast.brand.id, "kutu.jpg", b"\xff\xd8\xff\xe0" + bytes(99), uploaded_by=cast.elif_)
    paper = keep(cast.brand.id, "fatura.pdf", b"%PDF-1.4\n%%EOF\n", uploaded_by=cast.elif_)
    send(conversation, cast, "Ekte", attachment_ids=[picture.id, paper.id])
    assert [each["method"] for each in telegram.sent] == ["sendMessage", "sendPhoto", "sendDocument"]
    assert telegram.sent[2]["document"] == ("fatura.pdf", b"%PDF-1.4\n%%EOF\n")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400), st.integers(8, 60))
def test_parts_are_short_whole_and_in_order(text: str, longest: int) -> None:
    parts = parts_of(text, longest)
    assert all(0 < units(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_an_emoji_counts_twice() -> None:
    assert len(parts_of("😀" * (LONGEST // 2))) == 1
    assert len(parts_of("😀" * (LONGEST // 2 + 1))) == 2
