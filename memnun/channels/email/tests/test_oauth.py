"""Signing in at Google and Microsoft: the way there and back, tokens sealed and renewed, XOAUTH2 at a real Dovecot."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from memnun.channels.email import oauth
from memnun.channels.email.fake import TokenServer
from memnun.channels.email.mailbox import NotSignedIn, open_mailbox
from memnun.channels.email.oauth import Authority, NoToken, access_token, sign_in_of
from memnun.channels.email.servers.dovecot import Dovecot
from memnun.channels.email.settings import read_settings
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount
from memnun.people.testing import signed_in_client

ADDRESS = "destek@marka.example"


@pytest.fixture(scope="module")
def provider():
    with TokenServer(ADDRESS) as server:
        yield server


@pytest.fixture(scope="module")
def oauth_dovecot(provider):
    server = Dovecot(provider.url + "/tokeninfo?access_token=").start()
    yield server
    server.stop()


@pytest.fixture
def account(make_account, provider, monkeypatch):
    provider.reset()
    for name in ("google", "microsoft"):
        kept = oauth.AUTHORITIES[name]
        ours = Authority(kept.name, provider.url + "/sign-in", provider.url + "/token", kept.scope, kept.more)
        monkeypatch.setitem(oauth.AUTHORITIES, name, ours)
    account = make_account(ADDRESS, oauth="google", oauth_client_id="istemci")
    account.set_secrets({"oauth_client_secret": "sir"})
    account.save()
    return account


def go_and_come_back(cast, account, provider, **changes):
    client = signed_in_client(cast.murat)
    there = client.get(f"/settings/channels/{account.id}/mail-sign-in/")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there["Location"]).query).items()}
    code = provider.allow(asked)
    back = client.get(
        "/settings/channels/mail-sign-in/return/",
        {"code": code, "state": asked["state"], **changes},
        follow=True,
    )
    return asked, back


def test_a_mailbox_is_connected_at_the_providers_own_page_and_its_tokens_are_sealed(cast, account, provider):
    asked, back = go_and_come_back(cast, account, provider)
    assert (asked["code_challenge_method"], asked["access_type"], asked["login_hint"]) == (
        "S256",
        "offline",
        ADDRESS,
    )
    account.refresh_from_db()
    assert account.all_secrets()["refresh_token"] == provider.refresh_token
    assert provider.refresh_token.encode() not in bytes(account.secrets)
    assert provider.refresh_token not in str(account.settings)
    assert "bağlandı" in back.content.decode()


def test_an_answer_that_was_not_asked_for_here_is_refused(cast, account, provider):
    _asked, back = go_and_come_back(cast, account, provider, state="uydurma")
    account.refresh_from_db()
    assert "refresh_token" not in account.all_secrets()
    assert "Yeniden başlayın" in back.content.decode()


def test_a_code_without_its_proof_gets_no_token(cast, account, provider):
    code = provider.allow({"code_challenge": "baska", "client_id": "istemci"})
    with pytest.raises(NoToken):
        oauth.finish(account, code=code, verifier="tahmin", return_url="https://x.example/")


def test_a_person_who_says_no_is_told_so(cast, account, provider):
    _asked, back = go_and_come_back(cast, account, provider, error="access_denied")
    assert "izin vermedi" in back.content.decode()


def test_an_access_token_is_renewed_before_it_ends_and_the_new_refresh_token_is_kept(cast, account, provider):
    go_and_come_back(cast, account, provider)
    account.refresh_from_db()
    first = access_token(account)
    assert access_token(account) == first
    account.set_secrets(
        {**account.all_secrets(), "access_until": (clock.now() + timedelta(minutes=1)).isoformat()}
    )
    account.save()
    provider.rotate = True
    assert access_token(account) != first
    assert ChannelAccount.objects.get(id=account.id).secret("refresh_token") == provider.refresh_token


def test_a_permission_that_was_taken_back_asks_to_connect_again(cast, account, provider):
    account.set_secrets({"refresh_token": "geri-alinmis"})
    account.save()
    with pytest.raises(NoToken, match="yeniden bağlayın") as refusal:
        access_token(account)
    assert not refusal.value.passing


def test_a_provider_that_is_away_is_tried_again(cast, account, provider):
    account.set_secrets({"refresh_token": provider.refresh_token})
    account.save()
    provider.broken = True
    with pytest.raises(NoToken) as refusal:
        access_token(account)
    assert refusal.value.passing


def test_a_mailbox_opens_with_the_token_and_not_with_another(cast, account, provider, oauth_dovecot):
    go_and_come_back(cast, account, provider)
    account.refresh_from_db()
    account.settings |= {"imap_host": oauth_dovecot.host, "imap_port": oauth_dovecot.port}
    account.save()
    with open_mailbox(read_settings(account).incoming, sign_in_of(account)) as mailbox:
        assert mailbox.enter("INBOX").count == 0
    account.set_secrets({**account.all_secrets(), "access_token": "baska"})
    with pytest.raises(NotSignedIn), open_mailbox(read_settings(account).incoming, sign_in_of(account)):
        pass


def test_an_agent_may_not_connect_mailboxes(cast, account):
    assert (
        signed_in_client(cast.elif_).get(f"/settings/channels/{account.id}/mail-sign-in/").status_code == 403
    )
