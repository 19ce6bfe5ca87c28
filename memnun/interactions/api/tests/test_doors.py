"""Who may come in, and how often."""

import httpx
import pytest

from memnun.foundation import clock
from memnun.interactions.api import keys, limits
from memnun.interactions.api.limits import Bucket, Failures
from memnun.interactions.api.testing import ServedLedger, client_of, make_key
from memnun.interactions.models import RawInbound
from memnun.people.actions import revoke_api_key
from memnun.people.models import ApiKey
from memnun.people.testing import Cast

CONTACT = {"channel": "chat", "external_id": "1"}


def send(client: httpx.Client) -> httpx.Response:
    return client.post("/api/v1/interactions", json=CONTACT)


@pytest.fixture
def sleepy_clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The process's own clock, as a list whose last entry is now."""
    now = [1000.0]
    monkeypatch.setattr(limits, "monotonic", lambda: now[-1])
    monkeypatch.setattr(keys, "monotonic", lambda: now[-1])
    return now


@pytest.mark.parametrize("header", ["", "Basic YTpi", "Bearer", "bearer"])
def test_without_a_key_nobody_comes_in(server: ServedLedger, header: str) -> None:
    answer = httpx.post(
        f"{server.address}/api/v1/interactions", json=CONTACT, headers={"Authorization": header}
    )
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["type"] == "/api/v1/#key-missing"


def test_an_unknown_key_is_refused(server: ServedLedger) -> None:
    with client_of(server, "mem_yok") as client:
        assert send(client).json()["type"] == "/api/v1/#key-unknown"


@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        ("interactions:read", "POST", "/api/v1/interactions"),
        ("interactions:read", "POST", "/api/v1/interactions/batch"),
        ("interactions:write", "GET", "/api/v1/interactions"),
        ("interactions:write", "GET", "/api/v1/interactions/019a0000-0000-7000-8000-000000000000"),
        ("interactions:read", "GET", "/api/v1/customers/019a0000-0000-7000-8000-000000000000"),
    ],
)
def test_a_key_may_do_only_what_its_scopes_say(
    server: ServedLedger, cast: Cast, scope: str, method: str, path: str
) -> None:
    with client_of(server, make_key(cast.brand, [scope])) as client:
        answer = client.request(method, path, json=CONTACT if method == "POST" else None)
    assert answer.status_code == 403
    assert answer.json()["type"] == "/api/v1/#scope-missing"
    assert not RawInbound.objects.exists()


def test_a_revoked_key_stops_within_ten_seconds(
    client: httpx.Client, cast: Cast, sleepy_clock: list[float]
) -> None:
    assert send(client).status_code == 201
    revoke_api_key(cast.brand.api_keys.get(), by=cast.selin)
    sleepy_clock.append(1010.1)
    assert send(client).status_code == 401


def test_the_last_use_is_noted_once_a_minute(client: httpx.Client, sleepy_clock: list[float]) -> None:
    send(client)
    first = ApiKey.objects.get().last_used_at
    assert first is not None
    sleepy_clock.append(1011.0)
    send(client)
    assert ApiKey.objects.get().last_used_at == first
    ApiKey.objects.update(last_used_at=first.replace(year=2020))
    sleepy_clock.append(1022.0)
    send(client)
    assert abs((clock.now() - ApiKey.objects.get().last_used_at).total_seconds()) < 60


def test_past_its_limit_a_key_waits(client: httpx.Client, sleepy_clock: list[float]) -> None:
    ApiKey.objects.update(requests_a_minute=3)
    assert [send(client).status_code for _ in range(3)] == [201, 200, 200]
    answer = send(client)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "20"
    assert answer.headers["ratelimit-policy"] == '"key";q=3;w=60'
    assert answer.headers["ratelimit"] == '"key";r=0;t=60'
    sleepy_clock.append(1020.1)
    assert send(client).status_code == 200


def test_a_batch_counts_once_for_every_hundred_rows(client: httpx.Client) -> None:
    ApiKey.objects.update(requests_a_minute=4)
    batch = [{"channel": "chat", "external_id": str(number)} for number in range(301)]
    assert client.post("/api/v1/interactions/batch", json=batch).status_code == 200
    assert client.post("/api/v1/interactions/batch", json=batch).status_code == 429


def test_whoever_tries_keys_is_held_back_and_others_are_not(
    server: ServedLedger, client: httpx.Client
) -> None:
    assert send(client).status_code == 201
    with client_of(server, "mem_yok") as thief:
        statuses = [send(thief).status_code for _ in range(limits.FAILURES_A_MINUTE + 5)]
    assert statuses == [401] * limits.FAILURES_A_MINUTE + [429] * 5
    assert send(client).status_code == 200


def test_a_bucket_fills_evenly(sleepy_clock: list[float]) -> None:
    bucket = Bucket(60)
    assert [bucket.take() for _ in range(60)] == [0.0] * 60
    assert bucket.take() == pytest.approx(1.0)
    sleepy_clock.append(1002.5)
    assert [bucket.take(), bucket.take()] == [0.0, 0.0]
    assert bucket.take() == pytest.approx(0.5)


def test_a_lowered_limit_gives_nothing_away(sleepy_clock: list[float]) -> None:
    bucket = Bucket(100)
    bucket.take(50)
    bucket.resize(10)
    assert (bucket.capacity, bucket.level) == (10, 5)


def test_the_address_that_failed_longest_ago_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED_ADDRESSES", 2)
    failures = Failures()
    for address in ("a", "b", "a", "c"):
        for _ in range(limits.FAILURES_A_MINUTE):
            failures.add(address)
    assert [bool(failures.wait(address)) for address in "abc"] == [True, False, True]
