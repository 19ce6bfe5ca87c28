"""The inbox: what it shows, in which order, and how few queries it takes."""

import pytest

from memnun.interactions.actions import assign, resolve
from memnun.interactions.testing import AYSE, KEREM, make_contact, record

pytestmark = pytest.mark.django_db


def test_an_open_conversation_stands_in_the_inbox_and_a_resolved_one_does_not(cast, elif_):
    [contact] = record(cast.brand, make_contact("Kargom gelmedi", KEREM))
    assert "Kargom gelmedi" in elif_.get("/").text
    resolve(contact.conversation, by=cast.elif_)
    assert "Kargom gelmedi" not in elif_.get("/").text
    assert "Kargom gelmedi" in elif_.get("/?status=resolved").text


def test_nothing_of_another_brand_is_shown(cast, elif_):
    [contact] = record(cast.other_brand, make_contact("Gizli yazışma", AYSE))
    assert "Gizli yazışma" not in elif_.get("/?status=all").text
    assert elif_.get(f"/conversations/{contact.conversation_id}/").status_code == 404


def test_a_conversation_shows_what_was_said_and_takes_a_note(cast, elif_):
    [contact] = record(cast.brand, make_contact("Kargom gelmedi", KEREM))
    address = f"/conversations/{contact.conversation_id}/"
    assert "Kargom gelmedi" in elif_.get(address).text
    assert elif_.post(f"{address}notes/", {"text": "Depoyu aradım"}, follow=True).status_code == 200
    assert "Depoyu aradım" in elif_.get(address).text


def test_a_list_of_many_takes_as_many_queries_as_a_list_of_few(cast, elif_, django_assert_max_num_queries):
    record(
        cast.brand, *(make_contact(f"Mesaj {i}", AYSE, channel="email", thread=f"t{i}") for i in range(40))
    )
    for contact in cast.brand.channel_accounts.all():
        assert contact
    elif_.get("/")
    with django_assert_max_num_queries(11):
        page = elif_.get("/")
    assert page.text.count('class="thread ') == 30


def test_mine_holds_only_what_i_have(cast, elif_):
    first, _ = record(cast.brand, make_contact("Bende", KEREM), make_contact("Sende", AYSE))
    assign(first.conversation, to=cast.elif_, by=cast.murat)
    page = elif_.get("/?assignee=mine").text
    assert "Bende" in page
    assert "Sende" not in page
