"""What managers set: sites, colour, hours, invitations, the secret."""

from typing import Any

import pytest
from django.urls import reverse

from memnun.channels.chat.colours import contrast, ink_on
from memnun.channels.chat.forms import ChatForm
from memnun.channels.chat.models import InvitationRule
from memnun.channels.chat.testing import make_chat
from memnun.events.models import Event
from memnun.interactions.models import ChannelAccount
from memnun.people.testing import Cast, signed_in_client

GIVEN = {"origins": "https://www.magaza.com.tr", "colour": "#7a3a72"}


def form(**fields: Any) -> ChatForm:
    return ChatForm({**GIVEN, **fields})


def test_sites_are_kept_as_schemes_and_hosts() -> None:
    filled = form(origins="https://Magaza.com.tr/sepet?x=1\nmagaza.com.tr\n\nhttp://127.0.0.1:8080")
    assert filled.is_valid()
    assert filled.cleaned_data["origins"] == ["https://magaza.com.tr", "http://127.0.0.1:8080"]


@pytest.mark.parametrize(
    "origins", ["", "https://*.magaza.com", "javascript:alert(1)", "https://a@b.c", "ftp://a.b"]
)
def test_what_is_no_site_is_refused(origins: str) -> None:
    assert "origins" in form(origins=origins).errors


def test_hours_are_read_as_people_write_them() -> None:
    filled = form(monday="13.30 – 18:00,9:00-12:30", sunday="22:00-00:00")
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["monday"] == "09:00-12:30, 13:30-18:00"
    assert filled.cleaned_data["tuesday"] == ""


@pytest.mark.parametrize("hours", ["9-18", "18:00-09:00", "25:00-26:00", "09:00-12:00, 11:00-13:00", "hep"])
def test_hours_that_cannot_be_are_refused(hours: str) -> None:
    assert "monday" in form(monday=hours).errors


@pytest.mark.parametrize("colour", ["#7a3a72", "#ffff00", "#000000", "#808080"])
def test_words_on_the_brand_colour_can_be_read(colour: str) -> None:
    assert form(colour=colour).is_valid()
    assert contrast(colour, ink_on(colour)) >= 4.5


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "var(--x)", ""])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    assert "colour" in form(colour=colour).errors


@pytest.mark.django_db
class TestPages:
    """Through the pages."""

    @pytest.fixture(autouse=True)
    def _cast(self) -> None:
        self.cast = Cast()
        self.chat = make_chat(self.cast.brand)
        self.manager = signed_in_client(self.cast.murat)

    def test_the_account_shows_the_line_to_copy(self) -> None:
        page = self.manager.get(reverse("channel_account", args=[self.chat.id])).content.decode()
        assert f"/chat/widget.js&quot; data-key=&quot;{self.chat.id.hex}" in page.replace('"', "&quot;")

    def test_settings_are_saved_and_shown_again(self) -> None:
        address = reverse("channel_account", args=[self.chat.id])
        answer = self.manager.post(address, {**GIVEN, "name": "Site", "monday": "09:00-18:00"})
        assert answer.status_code == 302
        self.chat.refresh_from_db()
        assert self.chat.settings["origins"] == ["https://www.magaza.com.tr"]
        assert "https://www.magaza.com.tr" in self.manager.get(address).content.decode()

    def test_an_invitation_is_made_changed_and_removed_and_each_act_is_told(self) -> None:
        given = {"page": "/urun/*", "after": 20, "words": "Yardım edelim mi?", "active": "on"}
        self.manager.post(reverse("chat:invitation_create", args=[self.chat.id]), given)
        rule = InvitationRule.objects.get()
        assert (rule.brand_id, rule.account_id, rule.page) == (self.cast.brand.id, self.chat.id, "/urun/*")
        self.manager.post(reverse("chat:invitation", args=[rule.id]), {**given, "after": 40})
        assert InvitationRule.objects.get().after == 40
        self.manager.post(reverse("chat:invitation_remove", args=[rule.id]))
        assert not InvitationRule.objects.exists()
        assert Event.objects.filter(kind="chat.invitations_changed").count() == 3

    @pytest.mark.parametrize("wrong", [{"page": "urun"}, {"page": "/a?b"}, {"after": 1}, {"words": ""}])
    def test_a_wrong_invitation_is_shown_with_its_problem(self, wrong: dict[str, Any]) -> None:
        given = {"page": "/*", "after": 20, "words": "Yardım?", **wrong}
        answer = self.manager.post(reverse("chat:invitation_create", args=[self.chat.id]), given)
        assert answer.status_code == 422
        assert not InvitationRule.objects.exists()

    def test_the_secret_is_shown_once_and_kept_sealed(self) -> None:
        page = self.manager.post(reverse("chat:secret", args=[self.chat.id])).content.decode()
        secret = ChannelAccount.objects.get(id=self.chat.id).secret("identity")
        assert secret in page
        assert (
            secret not in self.manager.get(reverse("channel_account", args=[self.chat.id])).content.decode()
        )
        assert secret.encode() not in bytes(ChannelAccount.objects.get(id=self.chat.id).secrets or b"")

    def test_agents_and_other_brands_change_nothing(self) -> None:
        for person, status in ((self.cast.elif_, 403), (self.cast.deniz, 404)):
            client = signed_in_client(person)
            assert client.post(reverse("chat:secret", args=[self.chat.id])).status_code == status
            assert client.get(reverse("chat:preview", args=[self.chat.id])).status_code == status
        assert not ChannelAccount.objects.get(id=self.chat.id).secret("identity")
