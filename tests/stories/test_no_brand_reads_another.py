"""No row of one brand is reachable by another brand's staff, by strangers, or by outsiders of a private team.

The addresses come from the URL map and the rows from the models: what is added later is asked too, and
an address that cannot be asked fails the proof.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.test import Client

from memnun.config import native
from memnun.interactions.api.testing import client_of, make_key, served_ledger
from memnun.people.models import Account, Brand, Person, Role
from memnun.people.testing import signed_in_client
from tests.stories.addresses import Address, all_addresses
from tests.stories.planting import Planted, brand_models, fingerprint, has_brand, plant

ROOMS = Path(apps.get_app_config("people").path).parent
METHODS = ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def theirs(db: None) -> Planted:
    """The brand that nobody else may read."""
    return plant(Brand.objects.create(name="Gizli", slug="gizli"), 1000)


@pytest.fixture
def ours(db: None) -> Planted:
    """Another brand, with rows of its own so that its pages have something to show."""
    return plant(Brand.objects.create(name="Meraklı", slug="merakli"), 5000)


def references(planted: Planted) -> dict[str, str]:
    """Ids of the planted rows under the names that query strings and forms use."""
    named: dict[str, str] = {}
    for row in planted.rows.values():
        name = str(row._meta.model_name)
        named |= dict.fromkeys((name, f"{name}_id", f"{name}s"), str(row.pk))
    for name in ("assignee", "successor", "members", "owner", "by", "staff", "mention", "to", "kept"):
        named[name] = str(planted.owner.pk)
    named["ids"] = str(planted.rows["interactions.conversation"].pk)
    return named | {"q": "gizlisöz", "name": "Yeni"}


def ask(client: Client, path: str, method: str, asked: dict[str, str], **headers: str) -> str:
    """The answer's body and headers; what the request changed stays."""
    client.raise_request_exception = False
    if method in ("GET", "POST"):
        answer: Any = getattr(client, method.lower())(path, asked, headers=headers)
    else:
        answer = client.generic(method, path, urlencode(asked), headers=headers)
    body = b"".join(answer) if answer.streaming else answer.content
    return str(answer.headers) + body.decode(errors="replace")


def every_answer(client_maker: Any, theirs: Planted) -> Iterator[tuple[Address, str, str]]:
    """Every address asked with their ids by every method, plain and as htmx asks; each in its own session."""
    for address in all_addresses():
        path, named = address.filled(theirs), references(theirs)
        client = client_maker()
        yield address, "GET", ask(client, path, "GET", {})
        yield address, "GET by htmx", ask(client, path, "GET", named, **{"HX-Request": "true"})
        for method in METHODS:
            yield address, method, ask(client, path, method, named)


@pytest.fixture(autouse=True)
def _no_limits_on_asking(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = {}


def make_person(brand: Brand, name: str, role: Role) -> Person:
    account = Account.objects.create_user(f"{name.lower()}@{brand.slug}.example", name=name)
    return Person.objects.create(brand=brand, account=account, name=name, role=role)


def test_staff_of_another_brand_reads_and_changes_nothing(theirs: Planted, ours: Planted) -> None:
    """The asker is an owner: every door that opens to a lesser role opens to this one too."""
    asker = make_person(ours.brand, "Deniz", Role.OWNER)
    before = fingerprint(theirs)
    seen = [
        f"{method} /{address.route} shows {found}"
        for address, method, body in every_answer(lambda: signed_in_client(asker), theirs)
        if (found := theirs.found_in(body))
    ]
    assert seen == []
    assert fingerprint(theirs) == before
    assert rows_that_mix_brands() == []


def test_a_stranger_reads_and_changes_nothing(theirs: Planted) -> None:
    before = fingerprint(theirs)
    seen = [
        f"{method} /{address.route} shows {found}"
        for address, method, body in every_answer(Client, theirs)
        if (found := theirs.found_in(body))
    ]
    assert seen == []
    assert fingerprint(theirs) == before


def test_an_outsider_of_a_private_team_does_not_see_its_work(theirs: Planted) -> None:
    outsider = make_person(theirs.brand, "Burak", Role.AGENT)
    assert "interactions.conversation" in theirs.private
    seen = []
    for address in all_addresses():
        path, client = address.filled(theirs), signed_in_client(outsider)
        for asked in ({}, references(theirs)):
            with transaction.atomic():
                body = ask(client, path, "GET", asked)
                if found := theirs.private_in(body):
                    seen.append(f"GET /{address.route} shows {found}")
    assert seen == []


def test_their_own_owner_finds_every_address_and_sees_the_marks(theirs: Planted) -> None:
    """Otherwise wrong ids or empty pages would make the proof true by accident."""
    missed, seen = [], set()
    for address in all_addresses():
        for asked in ({}, {"q": "gizlisöz"}):
            with transaction.atomic():
                client = signed_in_client(theirs.owner)
                client.raise_request_exception = False
                answer: Any = client.get(address.filled(theirs), asked)
                body = b"".join(answer) if answer.streaming else answer.content
                seen |= set(theirs.found_in(body.decode(errors="replace")))
                if answer.status_code == 404 and address.names_a_row:
                    missed.append(f"/{address.route}")
                transaction.set_rollback(True)
    assert missed == []
    assert seen >= {"people.person.name", "people.team.name", "people.branch.name", "people.apikey.name"}


def test_every_model_of_a_brand_says_who_may_see_it() -> None:
    silent = [
        model._meta.label
        for model in brand_models()
        if has_brand(model) and not hasattr(model._default_manager, "visible_to")
    ]
    assert silent == []


def test_no_view_reads_rows_past_visible_to() -> None:
    names = {model.__name__ for model in brand_models() if hasattr(model._default_manager, "visible_to")}
    past = [
        f"{path.relative_to(ROOMS)}:{line}"
        for path in view_modules()
        for line in unguarded_reads(path, names, brand_is_enough="api" in path.parts)
    ]
    assert past == []


def test_the_look_for_unguarded_reads_finds_one(tmp_path: Path) -> None:
    module = tmp_path / "views.py"
    module.write_text(
        "a = Customer.objects.get(pk=1)\n"
        "b = Customer.objects.visible_to(person).get(pk=1)\n"
        "c = find_visible(Customer.objects.current(), person, pk=1)\n"
        "d = Customer.objects.filter(name='x').visible_to(person)\n"
        "e = get_object_or_404(Customer, pk=1)\n"
    )
    assert unguarded_reads(module, {"Customer"}) == [1, 5]


def view_modules() -> list[Path]:
    """Every module that answers requests."""
    found = [path for path in ROOMS.rglob("*.py") if {"views", "api"} & {*path.parts, path.stem}]
    return sorted(path for path in found if not {"tests", "testing.py"} & {*path.parts})


def unguarded_reads(path: Path, names: set[str], *, brand_is_enough: bool = False) -> list[int]:
    """Lines that reach for `Model.objects`, or hand the model itself to a shortcut, with no `visible_to`.

    A program asks with the key of a brand, not as a person: there the brand itself is enough.
    """
    tree = ast.parse(path.read_text())
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    reads = [node for node in ast.walk(tree) if _reads_rows(node, names, parents)]
    return sorted(
        node.lineno  # type: ignore[attr-defined]
        for node in reads
        if not _is_guarded(node, parents) and not (brand_is_enough and _names_brand(node, parents))
    )


def _names_brand(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether the chain of calls the node begins filters by brand."""
    while isinstance(parent := parents.get(node), ast.Attribute | ast.Call):
        if isinstance(parent, ast.Call) and {"brand", "brand_id"} & {each.arg for each in parent.keywords}:
            return True
        node = parent
    return False


def _reads_rows(node: ast.AST, names: set[str], parents: dict[ast.AST, ast.AST]) -> bool:
    if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager"):
        return isinstance(node.value, ast.Name) and node.value.id in names
    caller = parents.get(node)
    return (
        isinstance(node, ast.Name)
        and node.id in names
        and isinstance(caller, ast.Call)
        and getattr(caller.func, "id", "") in ("get_object_or_404", "get_list_or_404")
    )


def _is_guarded(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether the chain of calls the node begins holds visible_to, or is handed to find_visible."""
    while isinstance(parent := parents.get(node), ast.Attribute | ast.Call):
        if isinstance(parent, ast.Attribute) and parent.attr == "visible_to":
            return True
        if isinstance(parent, ast.Call) and node is not parent.func:
            return getattr(parent.func, "id", "") == "find_visible"
        node = parent
    return False


def rows_that_mix_brands() -> list[str]:
    """Rows of one brand that refer to a row of another."""
    mixed = []
    for model in brand_models():
        fields = {each.name: each for each in model._meta.concrete_fields}
        for name, each in fields.items():
            other = each.related_model
            if (
                "brand" in fields
                and name != "brand"
                and other
                and any(x.name == "brand" for x in other._meta.fields)
            ):
                rows = model._default_manager.exclude(**{name: None})
                if rows.exclude(**{f"{name}__brand": models.F("brand")}).exists():
                    mixed.append(f"{model._meta.label}.{name}")
    return mixed


ASKED_NATIVELY = {
    "/api/v1/interactions": ["/api/v1/interactions", "/api/v1/interactions/{interactions.interaction}"],
    "/api/v1/customers": ["/api/v1/customers/{customers.customer}"],
}
"""Addresses below each prefix that is answered beside Django, with the planted row each names."""

PROVED_ELSEWHERE = {
    "/live/": ("test_open_screens_miss_nothing.py", "test_no_brand_hears_of_another"),
    "/chat/": ("test_visitors_read_their_own_talk.py", "test_no_visitor_reaches_another_brand"),
}
"""Streams stay open and are proved by a story of their own: its file beside this one, and the test's name."""


def test_every_native_route_is_asked_here_or_proved_elsewhere() -> None:
    unproved = [route.prefix for route in native.present(native.ROUTES) if not _is_proved(route.prefix)]
    assert unproved == [], "Add the addresses below these prefixes to ASKED_NATIVELY."


def _is_proved(prefix: str) -> bool:
    if prefix not in PROVED_ELSEWHERE:
        return prefix in ASKED_NATIVELY
    file, name = PROVED_ELSEWHERE[prefix]
    return f"def {name}(" in Path(__file__).with_name(file).read_text()


@pytest.mark.django_db(transaction=True)
def test_a_key_of_another_brand_reads_nothing_natively() -> None:
    cache.clear()
    theirs = plant(Brand.objects.create(name="Gizli", slug="gizli"), 1000)
    other = Brand.objects.create(name="Meraklı", slug="merakli")
    paths = [path for paths in ASKED_NATIVELY.values() for path in paths]
    with served_ledger() as server:
        with client_of(server, make_key(other)) as curious, client_of(server, make_key(theirs.brand)) as own:
            assert [path for path in paths if theirs.found_in(_read(curious, path, theirs))] == []
            assert [path for path in paths if not theirs.found_in(_read(own, path, theirs))] == []
        with httpx.Client(base_url=server.address) as stranger:
            assert {stranger.get(_named(path, theirs)).status_code for path in paths} == {401}


def _read(client: httpx.Client, path: str, planted: Planted) -> str:
    return client.get(_named(path, planted)).text


def _named(path: str, planted: Planted) -> str:
    return re.sub(r"\{([\w.]+)\}", lambda match: str(planted.rows[match[1]].pk), path)
