"""Many contacts sent at once."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.events.models import Event
from memnun.interactions.api.splitting import elements_of, lines_of
from memnun.interactions.models import RawInbound

NDJSON = {"Content-Type": "application/x-ndjson"}
JSON = {"Content-Type": "application/json"}


def contact(number: int, **fields: object) -> dict[str, object]:
    return {"channel": "chat", "external_id": f"c-{number}", **fields}


def send(client: httpx.Client, content: Any, headers: dict[str, str] = JSON) -> httpx.Response:
    body = content if isinstance(content, bytes) else json.dumps(content)
    return client.post("/api/v1/interactions/batch", content=body, headers=headers)


def verdicts(answer: httpx.Response) -> list[tuple[int, str]]:
    assert answer.status_code == 200, answer.text
    return [(verdict["row"], verdict["status"]) for verdict in answer.json()["results"]]


def test_each_row_gets_its_verdict_in_order(client: httpx.Client) -> None:
    send(client, [contact(3)])
    answer = send(client, [contact(1), {"channel": "fax"}, contact(3), contact(4)])
    assert verdicts(answer) == [(1, "accepted"), (2, "rejected"), (3, "known"), (4, "accepted")]
    said = answer.json()
    assert (said["accepted"], said["known"], said["rejected"]) == (2, 1, 1)
    ids = {str(raw.id): raw.external_id for raw in RawInbound.objects.all()}
    assert [ids.get(verdict.get("id")) for verdict in said["results"]] == ["c-1", None, "c-3", "c-4"]
    problem = said["results"][1]["problem"]
    assert problem["status"] == 422
    assert problem["errors"][0]["pointer"] == "/channel"


@pytest.mark.parametrize("wrap", ["%s", ' {"interactions": %s} '])
def test_the_bytes_of_each_row_are_stored_as_they_came(client: httpx.Client, wrap: str) -> None:
    rows = ['{"channel" : "chat","external_id":"a" }', '{\n"external_id":"b","channel":"chat"}']
    assert verdicts(send(client, (wrap % f"[{rows[0]} ,\t{rows[1]}]").encode())) == [
        (1, "accepted"),
        (2, "accepted"),
    ]
    stored = {raw.external_id: bytes(raw.body).decode() for raw in RawInbound.objects.all()}
    assert stored == {"a": rows[0], "b": rows[1]}


def test_lines_are_counted_as_an_editor_counts_them(client: httpx.Client) -> None:
    body = b'{"channel":"chat","external_id":"a"}\r\n\n{"channel":\n{"channel":"chat","external_id":"b"}\n'
    assert verdicts(send(client, body, NDJSON)) == [(1, "accepted"), (3, "rejected"), (4, "accepted")]
    assert {bytes(raw.body) for raw in RawInbound.objects.all()} == {
        b'{"channel":"chat","external_id":"a"}', b'{"channel":"chat","external_id":"b"}',
    }  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    [
        b'{"channel":"chat","external_id":"\\ud800"}',
        b'{"n":NaN}',
        b'{"a":"\xfe"}',
        b'{"a":01}',
        b"{'a':1}",
        b"evet",
    ],
)
def test_a_row_that_is_not_json_fails_alone(client: httpx.Client, broken: bytes) -> None:
    good = [json.dumps(contact(number)).encode() for number in (1, 2)]
    for template in (b"[%b,%b,%b]", b'{"interactions":[%b,%b,%b]}'):
        answer = send(client, template % (good[0], broken, good[1]))
        assert [row for row, status in verdicts(answer) if status == "rejected"] == [2]
    assert {raw.external_id for raw in RawInbound.objects.all()} == {"c-1", "c-2"}


@pytest.mark.parametrize(
    "body", [b"[", b'[{"a":1}', b'[{"a":"]', b'{"interactions":', b"", b"]", b"[}", b"[]]", b"[1]}"]
)
def test_rows_that_cannot_be_told_apart_are_refused_as_a_whole(client: httpx.Client, body: bytes) -> None:
    answer = send(client, body)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_empty_batch_is_no_mistake(client: httpx.Client) -> None:
    assert send(client, []).json() == {"accepted": 0, "known": 0, "rejected": 0, "results": []}


def test_an_object_of_something_else_is_told_what_is_missing(client: httpx.Client) -> None:
    answer = send(client, {"rows": []})
    assert answer.status_code == 422
    assert "rows" in answer.json()["errors"][0]["message"]


def test_a_contact_twice_in_a_batch_is_recorded_once(client: httpx.Client) -> None:
    answer = send(client, [contact(1), contact(1), contact(1, text="Başka")])
    first, second, third = answer.json()["results"]
    assert [first["status"], second["status"], third["status"]] == ["accepted", "known", "known"]
    assert first["id"] == second["id"] == third["id"]
    assert ("differs" in second, third["differs"]) == (False, True)
    assert RawInbound.objects.count() == 1


def test_the_whole_batch_again_adds_nothing(client: httpx.Client) -> None:
    batch = [contact(number, account=f"kutu {number % 7}") for number in range(300)]
    first, second = send(client, batch).json(), send(client, batch).json()
    assert (first["accepted"], second["known"]) == (300, 300)
    assert [row["id"] for row in first["results"]] == [row["id"] for row in second["results"]]
    assert RawInbound.objects.count() == 300


def test_a_batch_is_one_event(client: httpx.Client) -> None:
    answer = send(client, [contact(number) for number in range(50)])
    event = Event.objects.get(kind="interactions.received")
    ids = [verdict["id"] for verdict in answer.json()["results"]]
    assert event.details == {"count": 50, "first": ids[0], "last": ids[-1]}


def test_more_than_a_thousand_rows_are_refused(client: httpx.Client) -> None:
    answer = send(client, [contact(number) for number in range(1001)])
    assert answer.status_code == 413
    assert "1001" in answer.json()["detail"]
    assert not RawInbound.objects.exists()


def test_a_batch_over_twenty_megabytes_is_refused(client: httpx.Client) -> None:
    assert send(client, b" " * (20 * 1024 * 1024 + 1)).status_code == 413


def test_a_row_over_two_megabytes_fails_alone(client: httpx.Client) -> None:
    long = json.dumps(contact(2, text="x" * (2 * 1024 * 1024))).encode()
    answer = send(client, b"[" + long + b"," + json.dumps(contact(1)).encode() + b"]")
    assert verdicts(answer) == [(1, "rejected"), (2, "accepted")]
    assert answer.json()["results"][0]["problem"]["status"] == 413


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(VALUES, max_size=6), st.booleans(), st.booleans())
def test_cutting_by_hand_finds_the_same_rows_as_the_parser(
    rows: list[Any], ascii_only: bool, wrapped: bool
) -> None:
    texts = [json.dumps(row, ensure_ascii=ascii_only).encode() for row in rows]
    template = b'{"interactions": [%b]}' if wrapped else b"[%b]"
    assert elements_of(template % b" , ".join(texts)) == list(enumerate(texts, 1))
    with_a_broken_row = elements_of(template % b" , ".join([*texts, b'{"a":NaN}']))
    assert with_a_broken_row == list(enumerate([*texts, b'{"a":NaN}'], 1))


@given(st.lists(st.binary(max_size=20).filter(lambda line: b"\n" not in line), max_size=8))
def test_lines_keep_their_numbers(lines: list[bytes]) -> None:
    found = lines_of(b"\n".join(lines))
    assert (
        found == [(n, line.strip()) for n, line in enumerate(lines, 1) if line.strip()]
        or lines[0][:3] == b"\xef\xbb\xbf"
    )
