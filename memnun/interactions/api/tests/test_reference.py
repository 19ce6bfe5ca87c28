"""The reference page and the OpenAPI document say what the API does."""

import re

import httpx
import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode, checks

from memnun.interactions.api.openapi import document
from memnun.interactions.api.problems import KINDS
from memnun.interactions.api.reference import MEANINGS, fields
from memnun.interactions.api.testing import ServedLedger
from memnun.people.models import ApiKey

CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
    checks.ignored_auth,
]
OPERATIONS = [(path, method) for path, methods in document()["paths"].items() for method in methods]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_whatever_is_sent_the_answer_is_as_described(
    server: ServedLedger, client: httpx.Client, path: str, method: str, mode: GenerationMode
) -> None:
    ApiKey.objects.update(requests_a_minute=1_000_000)
    operation = schemathesis.openapi.from_dict(document())[path][method]
    headers = {"Authorization": client.headers["Authorization"]}

    @settings(
        max_examples=15, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        case.call_and_validate(base_url=server.address, headers=headers, checks=CHECKS)

    ask()


def test_every_field_has_its_meaning_told() -> None:
    assert {field.name for field in fields()} == set(MEANINGS)
    assert [field.name for field in fields() if field.required] == [
        "channel", "external_id", "rating.value", "purchase.on",
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("tr", "Temasın alanları"), ("en", "Fields of a contact")])
def test_the_page_can_be_read_by_everybody_in_their_language(language: str, word: str) -> None:
    page = Client().get("/api/v1/", headers={"Accept-Language": language})
    assert page.status_code == 200
    text = page.content.decode()
    assert word in text
    assert "http://testserver/api/v1/interactions" in text
    assert all(f'id="{kind.name}"' in text for kind in KINDS)
    assert "{" not in re.sub(
        r"<pre.*?</pre>|<body.*?>|<meta.*?>|<script.*?</script>", "", text, flags=re.S
    ).replace("/{id}", "")


@pytest.mark.django_db
def test_nothing_on_the_page_comes_from_elsewhere() -> None:
    page = Client().get("/api/v1/")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page.content.decode())
    assert " style=" not in page.content.decode()


@pytest.mark.django_db
def test_the_document_is_served_as_it_is_made() -> None:
    assert Client().get("/api/v1/openapi.json").json() == document()


@pytest.mark.django_db
def test_a_program_that_loses_its_way_is_told_so_in_its_form() -> None:
    answer = Client().post("/api/v1/nowhere", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/api/v1/#not-found"
