"""One contact sent to the ledger."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from memnun.events.models import Event
from memnun.interactions.models import ChannelAccount, RawInbound
from memnun.people.testing import Cast

CONTACT = {"channel": "email", "external_id": "m-1", "text": "Kargom gelmedi."}


def send(client: httpx.Client, **fields: object) -> httpx.Response:
    return client.post("/api/v1/interactions", json={**CONTACT, **fields})


def test_a_contact_is_recorded_with_its_bytes_as_they_came(client: httpx.Client, cast: Cast) -> None:
    body = '{ "channel":"email" ,\n"external_id":"m-1","text":"Kargom \\u0131slandı 😀"}'.encode()
    answer = client.post("/api/v1/interactions", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 201
    raw = RawInbound.objects.get()
    assert answer.json() == {"id": str(raw.id), "status": "accepted"}
    assert answer.headers["location"] == f"/api/v1/interactions/{raw.id}"
    assert bytes(raw.body) == body
    assert (raw.brand_id, raw.external_id, raw.state, raw.form) == (
        cast.brand.id,
        "m-1",
        "waiting",
        "ledger/1",
    )
    assert (raw.source_kind, raw.attempts, raw.problem) == ("api_key", 0, "")
    account = ChannelAccount.objects.get()
    assert raw.channel_account_id == account.id
    assert (account.brand_id, account.channel, account.slug) == (cast.brand.id, "email", "main")


def test_a_replay_is_answered_with_the_first_id_and_adds_nothing(client: httpx.Client) -> None:
    first, second = send(client), send(client)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == {"id": first.json()["id"], "status": "known"}
    assert RawInbound.objects.count() == 1


def test_a_replay_that_says_something_else_is_told_so(client: httpx.Client) -> None:
    first = send(client)
    assert send(client, text="Başka").json() == {"id": first.json()["id"], "status": "known", "differs": True}
    assert b"Kargom" in bytes(RawInbound.objects.get().body)


def test_other_spacing_and_order_of_fields_is_the_same_content(client: httpx.Client) -> None:
    first = send(client)
    content = b'{"text": "Kargom gelmedi.",  "external_id": "m-1", "channel": "email"}'
    again = client.post("/api/v1/interactions", content=content)
    assert again.json() == {"id": first.json()["id"], "status": "known"}


def test_the_same_external_id_on_another_account_is_another_contact(client: httpx.Client) -> None:
    ids = {send(client, **where).json()["id"] for where in ({}, {"account": "destek"}, {"channel": "chat"})}
    assert len(ids) == 3


def test_many_at_once_are_all_recorded_once(client: httpx.Client) -> None:
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda n: send(client, external_id=f"m-{n % 50}"), range(200)))
    assert {answer.status_code for answer in answers} == {200, 201}
    assert sum(answer.status_code == 201 for answer in answers) == 50
    ids: dict[int, set[str]] = {}
    for number, answer in enumerate(answers):
        ids.setdefault(number % 50, set()).add(answer.json()["id"])
    assert all(len(found) == 1 for found in ids.values())
    assert {str(raw.id) for raw in RawInbound.objects.all()} == set.union(*ids.values())


def test_the_log_tells_how_many_were_received_from_which_key(client: httpx.Client, cast: Cast) -> None:
    answer = send(client)
    send(client)
    event = Event.objects.get(kind="interactions.received")
    assert (event.brand_id, event.actor_kind) == (cast.brand.id, "api_key")
    assert event.actor_id == cast.brand.api_keys.get().id
    assert event.details == {"count": 1, "first": answer.json()["id"], "last": answer.json()["id"]}
    opened = Event.objects.get(kind="interactions.account_opened")
    assert opened.details == {"channel": "email", "account": "main"}


def test_a_byte_order_mark_is_taken_off(client: httpx.Client) -> None:
    content = b'\xef\xbb\xbf{"channel":"chat","external_id":"1"}'
    assert client.post("/api/v1/interactions", content=content).status_code == 201
    assert bytes(RawInbound.objects.get().body) == content[3:]


def test_a_text_with_a_nul_is_kept_as_it_came(client: httpx.Client) -> None:
    assert send(client, text="önce\x00sonra").status_code == 201
    assert b"\\u0000" in bytes(RawInbound.objects.get().body)


@pytest.mark.parametrize("field", ["external_id", "account"])
def test_a_nul_in_what_names_a_contact_is_refused(client: httpx.Client, field: str) -> None:
    answer = send(client, **{field: "a\x00b"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{field}"
    assert not RawInbound.objects.exists()


def test_a_record_over_two_megabytes_is_refused(client: httpx.Client) -> None:
    answer = client.post("/api/v1/interactions", content=b" " * (2 * 1024 * 1024 + 1))
    assert answer.status_code == 413
    assert answer.json()["type"] == "/api/v1/#too-large"


def test_a_stream_over_two_megabytes_is_refused_without_a_length(client: httpx.Client) -> None:
    answer = client.post("/api/v1/interactions", content=(b" " * 65536 for _ in range(40)))
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {"Content-Type": "application/json; charset=windows-1254"},
    ],
)
def test_other_kinds_of_content_are_refused(client: httpx.Client, headers: dict[str, str]) -> None:
    assert client.post("/api/v1/interactions", content=b"{}", headers=headers).status_code == 415


def test_an_address_knows_its_methods(client: httpx.Client) -> None:
    answer = client.delete("/api/v1/interactions")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"
    assert client.get("/api/v1/interactions/a/b").status_code == 404


def test_a_brand_cannot_open_accounts_without_end(client: httpx.Client, cast: Cast) -> None:
    ChannelAccount.objects.bulk_create(
        [ChannelAccount(brand=cast.brand, channel="chat", slug=f"a{number}") for number in range(1000)]
    )
    answer = send(client, account="bir tane daha")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/account"
    assert send(client, channel="chat", account="a7").status_code == 201
