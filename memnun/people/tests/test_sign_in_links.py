"""Links that sign in once."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from memnun.foundation import clock
from memnun.people.actions import issue_sign_in_link
from memnun.people.models import SignInLink
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db


def signed_in(client: Client) -> bool:
    return client.get("/account/sessions/").status_code == 200


def test_looking_at_a_link_neither_signs_in_nor_uses_it_up() -> None:
    path = f"/sign-in/{issue_sign_in_link(Cast().elif_.account)}/"
    scanner, reader = Client(), Client()
    for _time in range(3):
        assert "elif@deneme.example" in scanner.get(path).content.decode()
    assert not signed_in(scanner)
    assert scanner.head(path).status_code == 405
    assert reader.post(path)["Location"] == "/"
    assert signed_in(reader)


def test_a_link_signs_in_once() -> None:
    path = f"/sign-in/{issue_sign_in_link(Cast().elif_.account)}/"
    Client().post(path)
    late = Client()
    assert late.post(path).status_code == 410
    assert late.get(path).status_code == 410
    assert not signed_in(late)


def test_a_link_dies_after_fifteen_minutes() -> None:
    cast = Cast()
    with clock.frozen(clock.now() - timedelta(minutes=15, seconds=1)):
        path = f"/sign-in/{issue_sign_in_link(cast.elif_.account)}/"
    assert Client().get(path).status_code == 410
    assert Client().post(path).status_code == 410


def test_only_the_digest_of_a_link_is_kept_and_its_page_tells_nobody() -> None:
    token = issue_sign_in_link(Cast().elif_.account)
    assert token not in str(SignInLink.objects.values().get())
    page = Client().get(f"/sign-in/{token}/")
    assert (page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == ("same-origin", True)


def test_a_closed_accounts_link_does_not_open() -> None:
    account = Cast().elif_.account
    token = issue_sign_in_link(account)
    account.is_active = False
    account.save()
    assert Client().post(f"/sign-in/{token}/").status_code == 410


def test_the_terminal_prints_a_link_that_works() -> None:
    Cast()
    out = StringIO()
    call_command("sign-in-link", "Elif@deneme.example", "--site", "http://testserver", stdout=out)
    client = Client()
    client.post(out.getvalue().strip().removeprefix("http://testserver"))
    assert signed_in(client)


def test_the_terminal_says_when_nobody_has_the_address() -> None:
    with pytest.raises(CommandError, match="kimse@deneme"):
        call_command("sign-in-link", "kimse@deneme.example")
