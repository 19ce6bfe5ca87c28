"""What customers write to the bot arrives once, whatever the order, the repeats and the kind."""

import json
import threading
from typing import Any

import pytest
from django.test import Client

from memnun.channels.telegram.bot import Bot, Conflict
from memnun.channels.telegram.fake import SECRET_HEADER, TOKEN, FakeTelegram
from memnun.channels.telegram.models import UpdateCursor
from memnun.channels.telegram.polling import fetch
from memnun.consent.models import Suppression
from memnun.interactions.attachments import content_of
from memnun.interactions.attachments.extracting import extract
from memnun.interactions.models import Attachment, ChannelAccount, Conversation, Interaction, RawInbound
from memnun.interactions.placing.batch import place_waiting
from memnun.people.testing import Cast


def fetch_all(account: ChannelAccount) -> list[Interaction]:
    """Fetch and place; gives the interactions in their order."""
    with Bot(TOKEN) as bot:
        fetch(account, bot)
    place_waiting()
    return list(Interaction.objects.oldest_first().select_related("customer"))


def test_a_message_becomes_a_contact_of_a_customer(telegram: FakeTelegram, account: ChannelAccount) -> None:
    telegram.write("Kargom nerede?")
    (said,) = fetch_all(account)
    assert (said.text, said.channel, str(said.customer)) == ("Kargom nerede?", "social", "Ayşe Yılmaz")
    assert said.customer.identities.get().value == "telegram:501"


@pytest.mark.parametrize("mood", ["twice", "backwards"])
def test_repeats_and_disorder_change_nothing(
    telegram: FakeTelegram, account: ChannelAccount, mood: str
) -> None:
    setattr(telegram, mood, True)
    for number in range(5):
        telegram.write(f"Mesaj {number}")
    assert [each.text for each in fetch_all(account)] == [f"Mesaj {number}" for number in range(5)]
    assert UpdateCursor.objects.get().next_update == 706
    fetch_all(account)
    assert RawInbound.objects.count() == 5


def test_the_cursor_is_written_with_the_records_or_not_at_all(
    telegram: FakeTelegram, account: ChannelAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    from memnun.channels.telegram import polling

    telegram.write("Bir")

    def fail(*_: Any) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(polling, "number_of", fail)
    with pytest.raises(RuntimeError), Bot(TOKEN) as bot:
        fetch(account, bot)
    assert not RawInbound.objects.exists()
    monkeypatch.undo()
    from memnun.channels.telegram import bot as api

    monkeypatch.setattr(api, "SERVER", telegram.url)
    assert [each.text for each in fetch_all(account)] == ["Bir"]


PICTURE = [{"file_id": "small", "width": 90}, {"file_id": "large", "width": 1280}]
KINDS: list[tuple[dict[str, Any], str]] = [
    ({"photo": PICTURE}, "📎 foto.jpg"),
    ({"photo": PICTURE, "caption": "Kırık geldi"}, "Kırık geldi"),
    ({"document": {"file_id": "large", "file_name": "fatura.pdf"}}, "📎 fatura.pdf"),
    ({"voice": {"file_id": "large", "duration": 75}}, "🎤 1:15"),
    ({"sticker": {"emoji": "😡", "file_id": "x"}}, "😡"),
    ({"location": {"latitude": 41.01, "longitude": 28.97}}, "mlat=41.010000&mlon=28.970000"),
    ({"contact": {"phone_number": "+905321234567", "first_name": "Ali"}}, "👤 Ali +905321234567"),
    ({"dice": {"emoji": "🎲", "value": 3}}, "(…)"),
]


@pytest.mark.parametrize(("what", "words"), KINDS)
def test_every_kind_of_message_can_be_read(
    telegram: FakeTelegram, account: ChannelAccount, what: dict[str, Any], words: str
) -> None:
    telegram.write(**what)
    (said,) = fetch_all(account)
    assert words in said.text


def test_files_are_fetched_after_placing(telegram: FakeTelegram, account: ChannelAccount) -> None:
    telegram.files["large"] = b"\xff\xd8\xff\xe0" + bytes(200)
    telegram.write(photo=PICTURE)
    (said,) = fetch_all(account)
    extract([said.id])
    file = Attachment.objects.get(interaction=said)
    assert (file.name, content_of(file)) == ("foto.jpg", telegram.files["large"])
    assert extract([said.id]) == 0


def test_an_edited_message_and_an_answer_join_their_conversation(
    telegram: FakeTelegram, account: ChannelAccount
) -> None:
    first = telegram.write("Kargom nerde")["message"]
    fetch_all(account)
    telegram.write(
        "Kargom nerede", kind="edited_message", message_id=first["message_id"], edit_date=first["date"] + 9
    )
    telegram.write("Bununla ilgili", reply_to_message={"message_id": first["message_id"]})
    said = fetch_all(account)
    assert Conversation.objects.count() == 1
    assert [each.meta.get("edited") for each in said].count(True) == 1


def test_start_keeps_what_the_link_said(telegram: FakeTelegram, account: ChannelAccount) -> None:
    telegram.write("/start kampanya-42")
    (said,) = fetch_all(account)
    assert said.meta["start"] == "kampanya-42"


def test_groups_and_other_bots_are_left_alone(telegram: FakeTelegram, account: ChannelAccount) -> None:
    telegram.write("Grup sözü", chat="supergroup")
    telegram.tell("message", {"message_id": 1, "date": 1_764_000_000, "chat": {"id": 9, "type": "private"}, "text": "x",
                              "from": {"id": 9, "is_bot": True, "first_name": "B"}})  # fmt: skip
    telegram.tell("poll", {"id": "7"})
    assert fetch_all(account) == []
    assert UpdateCursor.objects.get().next_update == 704
    assert telegram.sent == []


def test_what_cannot_be_read_goes_to_quarantine_and_holds_nobody_up(
    telegram: FakeTelegram, account: ChannelAccount
) -> None:
    telegram.tell("message", {"message_id": "not a number"})
    telegram.write("Sonraki")
    assert [each.text for each in fetch_all(account)] == ["Sonraki"]
    assert RawInbound.objects.quarantined().count() == 1


def test_who_stops_the_bot_is_suppressed_until_they_start_it_again(
    telegram: FakeTelegram, account: ChannelAccount
) -> None:
    telegram.write("Merhaba")
    telegram.stop_bot(501)
    fetch_all(account)
    assert Suppression.objects.standing().get().address == "telegram:501"
    telegram.stop_bot(501, "member")
    fetch_all(account)
    assert not Suppression.objects.standing().exists()


def post(account: ChannelAccount, content: bytes, secret: str = "hook_gizli") -> int:
    return (
        Client()
        .post(
            f"/hooks/telegram/{account.id}/",
            content,
            content_type="application/json",
            headers={SECRET_HEADER: secret},
        )
        .status_code
    )


def test_a_call_with_the_secret_is_kept_once(telegram: FakeTelegram, account: ChannelAccount) -> None:
    update = json.dumps(telegram.write("Çağrıyla")).encode()
    assert (post(account, update), post(account, update)) == (200, 200)
    assert bytes(RawInbound.objects.get().body) == update


@pytest.mark.parametrize("secret", ["", "hook_", "hook_gizlI", "ş"])
def test_a_call_without_the_secret_is_nobodys(account: ChannelAccount, secret: str) -> None:
    assert post(account, b'{"update_id":1}', secret) == 403
    assert not RawInbound.objects.exists()


def test_a_call_for_no_account_is_answered_as_one_with_a_wrong_secret(
    account: ChannelAccount, cast: Cast
) -> None:
    account.id = cast.brand.id
    assert post(account, b"{}") == 403


def test_an_account_without_a_secret_takes_no_calls(account: ChannelAccount) -> None:
    account.set_secrets({"token": TOKEN})
    account.save()
    assert post(account, b'{"update_id":1}', "") == 403
    assert post(account, b'{"update_id":1}', "-") == 403


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"update_id":"x"}', b"\xff"])
def test_a_call_with_nonsense_is_refused(account: ChannelAccount, content: bytes) -> None:
    assert post(account, content) == 400


def test_asking_is_excluded_while_a_webhook_is_set(telegram: FakeTelegram, account: ChannelAccount) -> None:
    telegram.hook = {"url": "https://baska.example"}
    with Bot(TOKEN) as bot, pytest.raises(Conflict):
        fetch(account, bot)


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_ask_take_everything_once(telegram: FakeTelegram, account: ChannelAccount) -> None:
    from memnun.channels.chat.testing import until
    from memnun.channels.telegram import polling

    stop = threading.Event()
    loops = [threading.Thread(target=polling.run, args=(stop,)) for _ in range(2)]
    for loop in loops:
        loop.start()
    for number in range(20):
        telegram.write(f"Mesaj {number}")
    until(lambda: RawInbound.objects.count() == 20)
    stop.set()
    for loop in loops:
        loop.join(15)
    assert UpdateCursor.objects.get().next_update == 721
