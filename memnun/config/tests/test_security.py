"""Every page carries the headers that keep foreign scripts, frames and forms out."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_page_lets_only_its_own_scripts_styles_and_forms_work() -> None:
    headers = Client().get("/account/login/").headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ],
)
def test_a_page_says_what_browsers_shall_refuse(name: str, value: str) -> None:
    assert Client().get("/account/login/").headers[name] == value
