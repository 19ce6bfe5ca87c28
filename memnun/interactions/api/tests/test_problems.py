"""Errors in the language of the asker, and never more than they should tell."""

import httpx
import pytest

from memnun.interactions.api.problems import KINDS, language_of
from memnun.interactions.api.testing import ServedLedger


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "tr"),
        ("tr", "tr"),
        ("en", "en"),
        ("en-GB,en;q=0.9,tr;q=0.8", "en"),
        ("tr-TR,tr;q=0.9,en;q=0.8", "tr"),
        ("de,en;q=0.5", "en"),
        ("de", "tr"),
        ("*", "tr"),
        ("en;q=x", "tr"),
        ("en;q=0", "tr"),
    ],
)
def test_the_language_follows_the_wish_and_turkish_is_the_default(accepted: str, language: str) -> None:
    assert language_of(accepted) == language


def test_a_problem_is_told_in_turkish_or_english(client: httpx.Client) -> None:
    said = {}
    for language in ("tr", "en"):
        answer = client.post(
            "/api/v1/interactions", json={"channel": "chat"}, headers={"Accept-Language": language}
        )
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["content-language"] == language
        said[language] = answer.json()
    assert said["en"]["errors"] == [
        {"message": "The field “external_id” is missing.", "pointer": "/external_id"}
    ]
    assert said["tr"]["errors"] == [{"message": "“external_id” alanı eksik.", "pointer": "/external_id"}]
    assert said["tr"]["title"] == "İçerik geçerli değil"


def test_an_accident_tells_no_secret(
    server: ServedLedger,
    client: httpx.Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def stumble(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("memnun.interactions.api.receiving.read_contact", stumble)
    answer = client.post("/api/v1/interactions", json={"channel": "chat", "external_id": "1"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["type"] == "/api/v1/#unexpected"
    assert "A request to the ledger failed" in caplog.text


def test_every_kind_of_problem_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
