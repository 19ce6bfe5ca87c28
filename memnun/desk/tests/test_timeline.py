"""A conversation: its newest contacts first, the earlier ones on demand, everything in time."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from memnun.foundation import clock
from memnun.interactions.actions import add_note
from memnun.interactions.actions.telling import tell
from memnun.interactions.events import READ_AGAIN
from memnun.interactions.models import Conversation, Interaction, Reading
from memnun.interactions.testing import KEREM, make_contact, record

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "conversation"}


@pytest.fixture
def long(cast) -> Conversation:
    """Seventy chat messages of Kerem's, one a minute."""
    begin = clock.now() - timedelta(hours=3)
    contacts = [
        make_contact(f"Mesaj {n:02}.", KEREM, channel="chat", occurred_at=begin + timedelta(minutes=n))
        for n in range(70)
    ]
    return record(cast.brand, *contacts)[0].conversation


def messages(text: str) -> list[str]:
    """The numbers of the bubbles in the order they stand."""
    ids = re.findall(r'<article class="bubble bubble-in" id="i-([^"]+)"', text)
    texts = {str(contact.id): contact.text for contact in Interaction.objects.filter(id__in=ids)}
    return [texts[id_][6:8] for id_ in ids]


def test_the_last_thirty_come_first_and_the_rest_on_demand(elif_, long):
    page = elif_.get(f"/conversations/{long.id}/", headers=HTMX).text
    assert messages(page) == [f"{n:02}" for n in range(40, 70)]
    earlier = re.search(r'hx-get="([^"]*/earlier/[^"]+)"', page)[1]
    before = elif_.get(earlier, headers=HTMX).text
    assert messages(before) == [f"{n:02}" for n in range(10, 40)]
    first = elif_.get(re.search(r'hx-get="([^"]*/earlier/[^"]+)"', before)[1], headers=HTMX).text
    assert messages(first) == [f"{n:02}" for n in range(10)]
    assert "/earlier/" not in first


def test_a_link_to_an_old_contact_fetches_all_between(elif_, long):
    page = elif_.get(f"/conversations/{long.id}/", headers=HTMX).text
    earlier = re.search(r'hx-get="([^"]*/earlier/[^"]+)"', page)[1]
    target = Interaction.objects.get(text="Mesaj 05.")
    assert messages(elif_.get(f"{earlier}&down_to={target.id}").text) == [f"{n:02}" for n in range(5, 40)]


def test_a_long_conversation_takes_as_many_queries_as_a_short_one(
    cast, elif_, long, conversation, django_assert_max_num_queries
):
    for one in (conversation, long):
        elif_.get(f"/conversations/{one.id}/", headers=HTMX)
        with django_assert_max_num_queries(26):
            elif_.get(f"/conversations/{one.id}/", headers=HTMX)


def test_a_contact_read_once_more_shows_how_it_is_understood_now(cast, elif_, conversation):
    page = elif_.get(f"/conversations/{conversation.id}/", headers=HTMX).text
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    contact = Interaction.objects.filter(conversation=conversation, direction="in").first()
    Reading.objects.filter(interaction=contact).update(sentiment="positive", kinds=["thanks"])
    tell(READ_AGAIN, conversation, None, subject_id=contact.id, sentiment=["negative", "positive"])
    news = elif_.get(f"/conversations/{conversation.id}/news/?seen={seen}", headers=HTMX).text
    shown = news[news.index(f'hx-swap-oob="innerHTML:#reading-{contact.id}"') :].split("</div>")[0]
    assert "Teşekkür" in shown
    assert "bubble-in" not in news
    assert "emin olunmayan" not in news.lower()
    assert "Emin olunmayan" not in elif_.get(f"/conversations/{conversation.id}/", headers=HTMX).text


def test_praise_and_blame_in_one_message_are_shown_as_mixed_feelings(elif_, conversation):
    contact = Interaction.objects.filter(conversation=conversation, direction="in").first()
    Reading.objects.filter(interaction=contact).update(sentiment="neutral", mixed=False)
    assert "Karışık duygular" not in elif_.get(f"/conversations/{conversation.id}/", headers=HTMX).text
    Reading.objects.filter(interaction=contact).update(mixed=True)
    assert "Karışık duygular" in elif_.get(f"/conversations/{conversation.id}/", headers=HTMX).text


def test_a_note_stands_where_it_was_written(cast, elif_, conversation):
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        add_note(conversation, text="Depoyu aradım", by=cast.burak)
    with clock.frozen(clock.now() + timedelta(minutes=9)):
        record(cast.brand, make_contact("Hâlâ bekliyorum", KEREM))
    page = elif_.get(f"/conversations/{conversation.id}/", headers=HTMX).text
    assert re.findall(r'<article class="bubble bubble-(\w+)"', page) == ["in", "note", "in"]


def test_what_came_later_is_asked_for_by_the_newest_act_known(cast, elif_, conversation):
    page = elif_.get(f"/conversations/{conversation.id}/", headers=HTMX).text
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    add_note(conversation, text="Yeni not", by=cast.burak)
    news = elif_.get(f"/conversations/{conversation.id}/news/?seen={seen}", headers=HTMX).text
    assert "Yeni not" in news
    assert "bubble-in" not in news
    nothing_known = elif_.get(f"/conversations/{conversation.id}/news/?seen=abc", headers=HTMX)
    assert nothing_known.status_code == 200


def test_a_conversation_that_was_read_is_no_longer_bold(elif_, conversation):
    assert 'class="thread unread"' in elif_.get("/").text
    elif_.post(f"/conversations/{conversation.id}/presence/")
    assert 'class="thread unread"' not in elif_.get("/").text


def test_what_was_quoted_below_a_reply_is_folded(cast, elif_):
    quoted = "Teşekkürler.\n\n5 Mart 2026 tarihinde Destek şunu yazdı:\n> Merhaba"
    [contact] = record(cast.brand, make_contact(quoted, KEREM))
    page = elif_.get(f"/conversations/{contact.conversation_id}/", headers=HTMX).text
    tail = page[page.index('<details class="bubble-tail"') :]
    assert "şunu yazdı" in tail
    assert "Teşekkürler" not in tail.split("</details>")[0]


def test_a_contact_that_was_long_under_way_tells_when_it_arrived(cast, elif_):
    written = clock.now() - timedelta(minutes=10)
    [late] = record(cast.brand, make_contact("Ben yazdığımda", KEREM, occurred_at=written))
    [prompt] = record(cast.brand, make_contact("Hemen geldim", KEREM))
    page = elif_.get(f"/conversations/{late.conversation_id}/").text
    arrived = f"<span>{localtime(late.recorded_at):%H:%M} ulaştı</span>"
    assert page.count(arrived) == 1
    assert page.index(arrived) < page.index(str(prompt.id))
