"""The log in sentences."""

from __future__ import annotations

import pytest
from django.apps import apps

from memnun.events.actions import Act, record_many
from memnun.events.kinds import REGISTRY
from memnun.foundation.interface.icons import known_icons
from memnun.people import events as acts
from memnun.people.actions import add_person, change_person, issue_api_key
from memnun.people.models import Account, Role
from memnun.people.testing import Cast, make_team, signed_in_client

pytestmark = pytest.mark.django_db


def sentences(reader, **asked: str) -> list[str]:
    return [
        told.sentence
        for told in signed_in_client(reader).get("/settings/activity/", asked).context["page"].told
    ]


def test_acts_are_told_with_names_roles_and_changes_newest_first(cast: Cast, settings) -> None:
    settings.LANGUAGE_CODE = "en"
    add_person(
        brand=cast.brand,
        account=Account.objects.create_user("a@b.example"),
        name="Ece",
        role=Role.AGENT,
        by=cast.murat,
    )
    change_person(cast.elif_, by=cast.selin, values={"role": "manager"})
    record_many([Act(acts.SIGN_IN_FAILED, cast.brand.id, details={"email": "x@y.example"})])
    assert sentences(cast.selin) == [
        "Somebody failed to sign in as x@y.example",
        "Selin Işık changed Elif Demir: Role: Agent → Manager",
        "Murat Kaya added Ece as Agent",
    ]


def test_what_a_key_did_carries_its_name(cast: Cast) -> None:
    key, _token = issue_api_key(brand=cast.brand, name="Kasa", scopes=["interactions:write"], by=cast.murat)
    record_many([Act(acts.BRANCH_ADDED, cast.brand.id, by=key, details={"name": "Kadıköy"})])
    assert "Kasa" in sentences(cast.selin)[0]


def test_another_brands_acts_and_names_are_not_told(cast: Cast) -> None:
    record_many([Act(acts.SIGNED_IN, cast.other_brand.id, by=cast.deniz)])
    record_many([Act(acts.SIGNED_IN, cast.brand.id, by=cast.deniz)])
    told = sentences(cast.selin)
    assert len(told) == 1
    assert "Deniz" not in told[0]


def test_the_log_is_filtered_by_person_and_room(cast: Cast) -> None:
    record_many([Act(acts.SIGNED_IN, cast.brand.id, by=person) for person in (cast.elif_, cast.burak)])
    assert len(sentences(cast.selin, person=str(cast.elif_.id))) == 1
    assert len(sentences(cast.selin, room="people")) == 2
    assert sentences(cast.selin, room="customers") == []


def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast) -> None:
    record_many(
        [Act(acts.TEAM_ADDED, cast.brand.id, by=cast.murat, details={"name": f"T{n}"}) for n in range(120)]
    )
    client, seen, after = signed_in_client(cast.selin), [], ""
    while True:
        page = client.get("/settings/activity/", {"after": after}).context["page"]
        seen += [told.event.details["name"] for told in page.told]
        if not page.older:
            break
        after = str(page.older)
    assert seen == [f"T{n}" for n in reversed(range(120))]


def test_a_rare_kind_is_looked_for_in_steps(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    record_many([Act(acts.TEAM_ADDED, cast.brand.id, by=cast.elif_, details={"name": "eski"})])
    record_many(
        [Act(acts.TEAM_ADDED, cast.brand.id, by=cast.murat, details={"name": "çok"}) for _n in range(50)]
    )
    monkeypatch.setattr("memnun.people.activity.LOOKED_THROUGH", 10)
    client, after, found = signed_in_client(cast.selin), "", []
    for _step in range(100):
        asked = {"person": str(cast.elif_.id), "after": after}
        page = client.get("/settings/activity/", asked).context["page"]
        found += page.told
        if not page.older:
            break
        after = str(page.older)
    assert [told.event.details["name"] for told in found] == ["eski"]


def test_old_events_with_other_details_are_told_all_the_same(cast: Cast) -> None:
    record_many([Act(acts.PERSON_LEFT, cast.brand.id, by=cast.murat, details={})])
    assert "…" in sentences(cast.selin)[0]


def test_words_in_details_are_never_markup(cast: Cast) -> None:
    make_team(cast.brand, "x")
    record_many(
        [Act(acts.TEAM_ADDED, cast.brand.id, by=cast.murat, details={"name": "<script>{actor.pk}</script>"})]
    )
    page = signed_in_client(cast.selin).get("/settings/activity/").content.decode()
    assert "<script>{actor" not in page
    assert "&lt;script&gt;{actor.pk}" in page


def test_every_act_of_this_room_has_an_icon_that_exists() -> None:
    ours = [kind for name, kind in REGISTRY.items() if name.startswith("people.")]
    assert ours
    assert apps.is_installed("memnun.people")
    assert {kind.icon for kind in ours} <= known_icons()
