"""Connecting a channel: secrets are sealed and never shown, trouble is told, others see nothing."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import reverse

from memnun.interactions.channel_kinds import Capability, ChannelKind
from memnun.interactions.models import ChannelAccount
from memnun.people.testing import signed_in_client

pytestmark = pytest.mark.django_db


class DrumForm(forms.Form):
    """What a drum needs."""

    hill = forms.CharField(label="Tepe", max_length=40)
    password = forms.CharField(label="Parola", widget=forms.PasswordInput)


class Drum(ChannelKind):
    """A kind with a secret."""

    slug, channel, label = "drum", "post", "Davul"
    capability = Capability()
    settings_form = DrumForm
    secret_fields = ("password",)
    problems: list[str] = []

    def check(self, account):
        return self.problems


@pytest.fixture
def drum(monkeypatch) -> Drum:
    kind = Drum()
    for place in ("memnun.interactions.channel_kinds", "memnun.channels.views"):
        monkeypatch.setattr(f"{place}.registry", lambda: {"drum": kind})
    return kind


def connect(client, **fields):
    given = {"name": "Ana davul", "hill": "Çamlıca", "password": "gizli-davul", **fields}
    return client.post(reverse("channel_account_create", args=["drum"]), given, follow=True)


def test_a_manager_connects_a_channel_and_its_secret_is_sealed(drum, cast):
    page = connect(signed_in_client(cast.murat))
    account = ChannelAccount.objects.get(kind="drum")
    assert (account.name, account.settings, account.channel) == ("Ana davul", {"hill": "Çamlıca"}, "post")
    assert account.secret("password") == "gizli-davul"
    assert b"gizli-davul" not in bytes(account.secrets)
    assert "gizli-davul" not in page.content.decode()


def test_a_secret_left_empty_stays(drum, cast):
    client = signed_in_client(cast.murat)
    connect(client)
    account = ChannelAccount.objects.get(kind="drum")
    given = {"name": "Davul", "hill": "Kandilli", "password": ""}
    assert client.post(reverse("channel_account", args=[account.id]), given).status_code == 302
    account.refresh_from_db()
    assert (account.name, account.settings["hill"], account.secret("password")) == (
        "Davul",
        "Kandilli",
        "gizli-davul",
    )


def test_wrong_settings_are_shown_and_nothing_is_connected(drum, cast):
    page = connect(signed_in_client(cast.murat), hill="")
    assert page.status_code == 422
    assert not ChannelAccount.objects.exists()


def test_trying_tells_what_is_wrong_and_keeps_it(drum, cast, monkeypatch):
    client = signed_in_client(cast.murat)
    connect(client)
    account = ChannelAccount.objects.get(kind="drum")
    monkeypatch.setattr(drum, "problems", ["Tepeye çıkılamıyor."], raising=False)
    page = client.post(reverse("channel_account_trial", args=[account.id]), follow=True)
    assert "Tepeye çıkılamıyor." in page.content.decode()
    account.refresh_from_db()
    assert (account.problem, account.checked_at is not None) == ("Tepeye çıkılamıyor.", True)


def test_two_accounts_of_one_name_live_side_by_side_and_one_can_rest(drum, cast):
    client = signed_in_client(cast.murat)
    connect(client)
    connect(client)
    first, second = ChannelAccount.objects.order_by("created_at")
    assert first.slug != second.slug
    client.post(reverse("channel_account_switch", args=[first.id]), {"on": "0"})
    first.refresh_from_db()
    assert first.active is False


def test_agents_and_other_brands_see_no_accounts(drum, cast):
    connect(signed_in_client(cast.murat))
    account = ChannelAccount.objects.get(kind="drum")
    address = reverse("channel_account", args=[account.id])
    assert signed_in_client(cast.elif_).get(address).status_code == 403
    assert signed_in_client(cast.deniz).get(address).status_code == 404


def test_the_list_asks_the_same_however_many_accounts_there_are(drum, cast, django_assert_max_num_queries):
    client = signed_in_client(cast.murat)
    for _ in range(5):
        connect(client)
    client.get(reverse("channels"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("channels")).status_code == 200
