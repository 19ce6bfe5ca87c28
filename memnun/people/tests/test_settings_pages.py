"""The settings of a brand: branches, teams, keys, and what the log says about them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.events.models import Event
from memnun.foundation.secrets import digest_token
from memnun.people.models import ApiKey, Branch, Brand, Team
from memnun.people.testing import Cast, make_team, signed_in_client

pytestmark = pytest.mark.django_db

PAGES = [
    "",
    "branches/",
    "branches/new/",
    "teams/",
    "teams/new/",
    "people/",
    "people/invitations/new/",
    "keys/",
    "keys/new/",
    "activity/",
]


@pytest.mark.parametrize("page", PAGES)
def test_settings_open_to_managers_and_owners_alone(cast: Cast, page: str) -> None:
    opened = {
        person.name.split()[0]: signed_in_client(person).get(f"/settings/{page}").status_code
        for person in (cast.selin, cast.murat, cast.elif_, cast.arda)
    }
    assert opened == {"Selin": 200, "Murat": 200, "Elif": 403, "Arda": 403}


def test_a_manager_renames_the_brand_and_the_log_tells_both_names(cast: Cast) -> None:
    values = {"name": "Yeni Ad", "time_zone": "Europe/Istanbul", "language": "tr"}
    signed_in_client(cast.murat).post("/settings/", values)
    cast.brand.refresh_from_db()
    assert cast.brand.name == "Yeni Ad"
    event = Event.objects.get(kind="people.brand_changed")
    assert (event.actor_id, event.details["changes"]) == (cast.murat.id, [["name", "Deneme", "Yeni Ad"]])


def test_only_owners_ask_for_a_second_factor_and_only_when_they_have_one(cast: Cast) -> None:
    values = {
        "name": "Deneme",
        "time_zone": "Europe/Istanbul",
        "language": "tr",
        "second_factor_required": "on",
    }
    signed_in_client(cast.murat).post("/settings/", values)
    assert not Brand.objects.get(pk=cast.brand.pk).second_factor_required
    answer = signed_in_client(cast.selin).post("/settings/", values)
    assert answer.status_code == 422
    assert not Brand.objects.get(pk=cast.brand.pk).second_factor_required


def test_a_wrong_form_keeps_what_was_typed_and_says_why(cast: Cast) -> None:
    Branch.objects.create(brand=cast.brand, code="KDK", name="Kadıköy")
    typed = {"name": "Kadıköy İskele", "code": "KDK", "active": "on"}
    answer = signed_in_client(cast.murat).post("/settings/branches/new/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kadıköy İskele" in page
    assert answer.context["form"].errors["code"]
    assert Branch.objects.count() == 1


def test_the_same_code_in_two_brands_is_no_clash(cast: Cast) -> None:
    Branch.objects.create(brand=cast.other_brand, code="KDK", name="Onların şubesi")
    signed_in_client(cast.murat).post(
        "/settings/branches/new/", {"name": "Kadıköy", "code": "KDK", "active": "on"}
    )
    assert Branch.objects.visible_to(cast.murat).get().code == "KDK"


def test_branches_stand_in_turkish_order(cast: Cast) -> None:
    for code, name in enumerate(["Zonguldak", "Çankaya", "İzmir", "Beşiktaş", "Isparta", "Şişli", "Sivas"]):
        Branch.objects.create(brand=cast.brand, code=str(code), name=name)
    names = [
        branch.name for branch in signed_in_client(cast.murat).get("/settings/branches/").context["branches"]
    ]
    assert names == ["Beşiktaş", "Çankaya", "Isparta", "İzmir", "Sivas", "Şişli", "Zonguldak"]


def test_a_renamed_branch_moves_in_the_order(cast: Cast) -> None:
    first = Branch.objects.create(brand=cast.brand, code="1", name="Adana")
    Branch.objects.create(brand=cast.brand, code="2", name="Bursa")
    values = {"name": "Çorum", "code": "1", "active": "on"}
    signed_in_client(cast.murat).post(f"/settings/branches/{first.pk}/", values)
    assert [branch.name for branch in Branch.objects.visible_to(cast.murat)] == ["Bursa", "Çorum"]


def test_members_join_and_leave_a_team_and_the_log_names_them(cast: Cast) -> None:
    team = make_team(cast.brand, "İade", cast.elif_)
    values = {"name": "İade", "private": "on", "members": [str(cast.burak.pk)]}
    signed_in_client(cast.murat).post(f"/settings/teams/{team.pk}/", values)
    team.refresh_from_db()
    assert (team.private, list(team.people.all())) == (True, [cast.burak])
    changes = Event.objects.get(kind="people.team_changed").details["changes"]
    assert changes == [
        ["private", False, True],
        ["members", None, "Burak Şahin"],
        ["members", "Elif Demir", None],
    ]


def test_a_person_of_another_brand_cannot_become_a_member(cast: Cast) -> None:
    values = {"name": "Sızma", "members": [str(cast.deniz.pk)]}
    assert signed_in_client(cast.murat).post("/settings/teams/new/", values).status_code == 422
    assert not Team.objects.exists()


def test_an_empty_team_can_be_removed(cast: Cast) -> None:
    team = make_team(cast.brand, "İade", cast.elif_)
    signed_in_client(cast.murat).post(f"/settings/teams/{team.pk}/removal/")
    assert not Team.objects.exists()


def test_a_key_is_shown_once_and_only_its_digest_is_kept(cast: Cast) -> None:
    client = signed_in_client(cast.murat)
    values = {"name": "Kasa", "scopes": ["interactions:write"], "requests_a_minute": "600"}
    answer = client.post("/settings/keys/new/", values)
    token = answer.context["token"]
    assert token in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    key = ApiKey.objects.get()
    assert (key.digest, key.scopes, key.requests_a_minute) == (
        digest_token(token),
        ["interactions:write"],
        600,
    )
    assert token not in str(ApiKey.objects.values().get()) + str(list(Event.objects.values()))
    listed = client.get("/settings/keys/").content.decode()
    assert "Kasa" in listed
    assert token not in listed


def test_a_revoked_key_stays_revoked(cast: Cast) -> None:
    client = signed_in_client(cast.murat)
    client.post(
        "/settings/keys/new/", {"name": "Kasa", "scopes": ["interactions:read"], "requests_a_minute": "60"}
    )
    key = ApiKey.objects.get()
    for _time in range(2):
        client.post(f"/settings/keys/{key.pk}/revocation/")
    key.refresh_from_db()
    assert key.revoked_at
    assert Event.objects.filter(kind="people.api_key_revoked").count() == 1
    assert client.get(f"/settings/keys/{key.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["branches", "teams", "people", "keys", "activity"])
def test_a_longer_list_asks_the_database_no_more_often(cast: Cast, page: str) -> None:
    client = signed_in_client(cast.murat)
    counts = []
    for round_ in range(2):
        for number in range(8):
            name = f"{round_}-{number}"
            client.post("/settings/branches/new/", {"name": name, "code": name, "active": "on"})
            client.post(
                "/settings/teams/new/", {"name": name, "members": [str(cast.elif_.pk), str(cast.burak.pk)]}
            )
            client.post(
                "/settings/keys/new/", {"name": name, "scopes": ["interactions:read"], "requests_a_minute": 9}
            )
            client.post(
                "/settings/people/invitations/new/",
                {"email": f"{name}@deneme.example", "name": name, "role": "agent"},
            )
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/settings/{page}/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
