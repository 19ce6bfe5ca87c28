"""The search page: as many statements for a full page as for a short one, and words marked where they stand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.interactions.testing import AYSE, KEREM, make_contact, record

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_full_page_takes_as_many_queries_as_a_short_one(cast, elif_):
    record(cast.brand, make_contact("Kargom gelmedi", KEREM))
    elif_.get("/search/?q=kargo")
    few = queries(elif_, "/search/?q=kargo")
    record(
        cast.brand,
        *(make_contact(f"Kargo {i} yolda", [KEREM, AYSE][i % 2], thread=f"t{i}") for i in range(40)),
    )
    assert queries(elif_, "/search/?q=kargo") <= few
    assert elif_.get("/search/?q=kargo").text.count('class="hit"') == 30


def test_what_was_found_is_marked_and_nothing_in_it_is_markup(cast, elif_):
    [found] = record(cast.brand, make_contact("Kargom <b>gelmedi</b> & bekliyorum", KEREM))
    page = elif_.get("/search/?q=kargo").text
    assert "<mark>Kargom</mark> &lt;b&gt;gelmedi&lt;/b&gt; &amp; bekliyorum" in page
    assert f'href="/conversations/{found.conversation_id}/#i-{found.id}"' in page
