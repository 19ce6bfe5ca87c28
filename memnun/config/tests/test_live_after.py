"""A page's live updates begin before the page read anything."""

import re

import pytest

from memnun.events.models import Event
from memnun.events.positions import Position
from memnun.interactions.testing import AYSE, make_contact, record
from memnun.people.testing import Cast, signed_in_client


@pytest.mark.django_db(transaction=True)
def test_what_happens_after_a_page_was_read_is_new_to_it_and_what_it_shows_is_not():
    cast = Cast()
    record(cast.brand, make_contact("önce", AYSE))
    page = signed_in_client(cast.elif_).get("/customers/").content.decode()
    record(cast.brand, make_contact("sonra", AYSE))
    position = Position.parse(re.search(r'data-live-after="([^"]+)"', page).group(1))
    seen = {
        event.id: position.seen.sees(int(event.xid))
        for event in Event.objects.filter(kind="interactions.recorded")
    }
    assert [seen[id] for id in sorted(seen)] == [True, False]
