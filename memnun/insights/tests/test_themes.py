"""Themes are counted rightly whatever changes, rises are shown with their test, and each opens its contacts."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from memnun.events.invariants import REGISTRY
from memnun.foundation import clock
from memnun.insights.loop import ThemesLoop
from memnun.insights.models import ChangedDay, DayVolume, Theme, ThemeDay
from memnun.insights.testing import count_changed_days
from memnun.insights.themes.checking import check_due, check_themes
from memnun.insights.themes.counting import Key, themes_in
from memnun.insights.themes.rolling import REST, count_day, find_due, recount
from memnun.insights.themes.rows import theme_contacts
from memnun.interactions.actions import correct, split
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Conversation, Interaction, Reading
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.models import Team
from memnun.people.testing import Cast, make_team, signed_in_client

pytestmark = pytest.mark.django_db

BROKEN = "Aldığım kettle bozuk çıktı, düğmesi yanıyor. Rezalet, şikâyetçiyim."


def _counts(day: Any = None) -> dict[str, int]:
    return dict(ThemeDay.objects.filter(day=day or clock.today()).values_list("key", "contacts"))


def _complain(cast: Cast, text: str = BROKEN, **fields: Any) -> Interaction:
    [contact] = record(cast.brand, make_contact(text, KEREM, **fields))
    assert "complaint" in contact.reading.kinds
    return contact


def _holds() -> None:
    """What is kept is what a fresh count of the day says, words and pairs too."""
    count_changed_days()
    for volume in DayVolume.objects.all():
        fresh = count_day(volume.brand_id, volume.day)
        kept = ThemeDay.objects.filter(brand_id=volume.brand_id, day=volume.day)
        assert {(one.kind, one.key): one.contacts for one in kept} == {
            (key.kind, key.key): count for key, count in fresh.themes.items()
        }
        assert (volume.contacts, volume.telling) == (fresh.contacts, fresh.telling)


def test_words_pairs_and_topics_of_a_contact_are_themes_once_and_personal_data_is_none() -> None:
    text = "Kettle bozuk! Kettle bozuk çıktı; Kerem Aydın, 0532 123 45 67, Moda Mahallesi."
    hidden = [{"start": text.index("Moda"), "end": text.index("Moda") + 14}]
    found = themes_in(text, ["product_quality"], hidden, "Kerem Aydın")
    assert set(found) == {
        Key("topic", "product_quality"), Key("word", "kettl"), Key("word", "bozuk"), Key("word", "cikti"),
        Key("phrase", "kettl bozuk"), Key("phrase", "bozuk cikti"),
    }  # fmt: skip
    assert found[Key("phrase", "bozuk cikti")] == "bozuk çıktı"


def test_complaints_are_counted_and_praise_is_not(cast: Cast) -> None:
    _complain(cast)
    record(cast.brand, make_contact("Kettle harika, çok memnunum, teşekkürler!", KEREM))
    assert count_changed_days() == 1
    assert _counts()["kettl"] == 1
    volume = DayVolume.objects.get()
    assert (volume.contacts, volume.telling) == (2, 1)


def test_a_corrected_reading_takes_its_themes_away_and_gives_them_back(cast: Cast) -> None:
    contact = _complain(cast)
    count_changed_days()
    correct(contact, field="kinds", after=["praise"], by=cast.elif_)
    _holds()
    assert not _counts()
    correct(contact, field="kinds", after=["complaint"], by=cast.elif_)
    correct(contact, field="topics", after=["billing"], by=cast.elif_)
    _holds()
    assert _counts()["billing"] == 1


def test_personal_data_in_a_contact_is_no_theme(cast: Cast) -> None:
    contact = _complain(cast, f"{BROKEN} Adım Selma Gürgenci, 0532 123 45 67, selma.gurgenci@posta.example.")
    assert contact.reading.details["personal_data"]
    count_changed_days()
    assert _counts()["kettl"] == 1
    assert not {"selma", "gurge", "posta"} & set(_counts())


def test_an_erased_contact_leaves_the_counts(cast: Cast) -> None:
    contact = _complain(cast)
    count_changed_days()
    contact.delete()
    _holds()
    assert not _counts()


def test_a_text_blacked_out_leaves_the_counts(cast: Cast) -> None:
    contact = _complain(cast)
    count_changed_days()
    Interaction.objects.filter(id=contact.id).update(text="–", subject="")
    _holds()
    assert "kettl" not in _counts()


def test_contacts_of_private_teams_are_not_counted_whichever_way_they_come_there(cast: Cast) -> None:
    first = _complain(cast, thread="bir")
    second = _complain(cast, "Kettle bozuk, iade istiyorum, rezalet.", thread="bir")
    count_changed_days()
    assert _counts()["kettl"] == 2
    team = make_team(cast.brand, "Hukuk", private=True)
    conversation = Conversation.objects.get(id=first.conversation_id)
    done = split(conversation, interaction_ids=[second.id], by=cast.murat)
    Conversation.objects.filter(id=done.target_id).update(team=team)
    _holds()
    assert _counts()["kettl"] == 1
    Team.objects.filter(id=team.id).update(private=False)
    _holds()
    assert _counts()["kettl"] == 2


def test_a_day_is_counted_after_a_rest_and_once(cast: Cast) -> None:
    _complain(cast)
    assert find_due() is None
    with clock.frozen(clock.now() + REST * 2):
        due = find_due()
        assert due == (cast.brand.id, clock.today())
        assert find_due({due}) is None
        recount(*due)
        assert find_due() is None
    assert not ChangedDay.objects.exists()


def test_the_health_page_sees_a_wrong_count(cast: Cast) -> None:
    query = REGISTRY["theme_miscounted"].query
    now = clock.now()
    for back in range(1, 62):
        record(cast.brand, make_contact(BROKEN, KEREM, occurred_at=now - timedelta(days=back)))
    count_changed_days()

    def broken() -> int:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return len(cursor.fetchall())

    assert broken() == 0
    ThemeDay.objects.filter(kind="topic").update(contacts=7)
    assert broken() == 1


@pytest.fixture
def risen(cast: Cast) -> Cast:
    """Nine weeks of invoices and deliveries, and kettles in the last one."""
    now = clock.now()
    sent = []
    for day in range(62, -1, -1):
        texts = ["Faturam yüksek geldi, şikâyetçiyim.", "Kargom gelmedi, rezalet, şikâyetçiyim."]
        texts += [BROKEN] * 2 if day < 7 else []
        for number, text in enumerate(texts):
            customer = ContactCustomer(name=f"Müşteri {number}", email=f"m{day}-{number}@musteri.example")
            sent.append(make_contact(text, customer, occurred_at=now - timedelta(days=day, minutes=number)))
    record(cast.brand, *sent)
    count_changed_days()
    check_themes(cast.brand.id)
    return cast


def test_a_rise_is_named_with_its_test_and_opens_its_contacts(risen: Cast) -> None:
    rising = {theme.key: theme for theme in Theme.objects.filter(rises=True)}
    assert "kettl bozuk" in rising
    assert not {"kettl", "fatur", "kargo", "delivery"} & set(rising)
    assert rising["kettl bozuk"].now == 14
    assert rising["kettl bozuk"].q <= 0.05
    arda = signed_in_client(risen.arda)
    body = arda.get(reverse("insights:themes")).content.decode()
    assert "kettle bozuk" in body
    assert "Benjamini" in body
    link = f"{reverse('insights:theme_contacts')}?kind=phrase&key=kettl%20bozuk"
    assert link.replace("&", "&amp;") in body
    page = arda.get(link).content.decode()
    assert page.count('class="alike"') == 14


def test_the_contacts_of_a_theme_come_in_pages(risen: Cast) -> None:
    record(risen.brand, *(make_contact(f"{BROKEN} {number}", KEREM) for number in range(30)))
    theme = Key("phrase", "kettl bozuk")
    first = theme_contacts(risen.elif_, theme, clock.today())
    second = theme_contacts(risen.elif_, theme, clock.today(), after=first.following)
    ids = [row.id for row in (*first.interactions, *second.interactions)]
    assert (len(first.interactions), len(second.interactions), len(set(ids))) == (30, 14, 44)
    assert second.following is None


def test_the_pages_take_as_many_queries_for_many_as_for_few(
    risen: Cast, django_assert_max_num_queries: Any
) -> None:
    arda = signed_in_client(risen.arda)
    with django_assert_max_num_queries(14):
        arda.get(reverse("insights:themes"))
    with django_assert_max_num_queries(15):
        arda.get(reverse("insights:theme_contacts"), {"kind": "phrase", "key": "kettl bozuk"})


def test_a_brand_is_compared_when_its_counts_changed_and_not_sooner(risen: Cast) -> None:
    assert check_due() is None
    _complain(risen)
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        count_changed_days()
        assert check_due() == risen.brand.id
        assert check_due() is None


def test_without_a_comparison_the_page_says_what_will_stand_there(cast: Cast) -> None:
    body = signed_in_client(cast.arda).get(reverse("insights:themes")).content.decode()
    assert "Henüz sayılmış tema yok" in body


@pytest.mark.parametrize(
    "query", ["", "?kind=word&key=", "?kind=word&key=a%27%29", "?kind=x&key=a", "?kind=phrase&key=a b c"]
)
def test_an_address_that_names_no_theme_is_not_found(cast: Cast, query: str) -> None:
    client: Client = signed_in_client(cast.arda)
    assert client.get(reverse("insights:theme_contacts") + query).status_code == 404


def test_another_brand_sees_none_of_it(risen: Cast) -> None:
    deniz = signed_in_client(risen.deniz)
    assert "kettle" not in deniz.get(reverse("insights:themes")).content.decode()
    page = deniz.get(reverse("insights:theme_contacts"), {"kind": "word", "key": "kettl"})
    assert 'class="alike"' not in page.content.decode()


def test_old_days_are_forgotten(risen: Cast) -> None:
    with clock.frozen(clock.now() + timedelta(days=71)):
        check_themes(risen.brand.id)
    assert not ThemeDay.objects.exists()
    assert not Reading.objects.filter(interaction__isnull=True).exists()


def test_a_day_that_cannot_be_counted_holds_up_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    today = clock.today()
    for back in (0, 1):
        _complain(cast, occurred_at=clock.now() - timedelta(days=back))
    stop = threading.Event()

    def count(brand_id: Any, day: Any) -> None:
        if day == today:
            raise ValueError("This day is broken.")
        recount(brand_id, day)

    def rest(_seconds: float) -> bool:
        stop.set()
        return True

    monkeypatch.setattr("memnun.insights.loop.recount", count)
    monkeypatch.setattr(stop, "wait", rest)
    with clock.frozen(clock.now() + REST * 2):
        ThemesLoop().run(stop)
    assert _counts(today - timedelta(days=1))["kettl"] == 1
    assert set(ChangedDay.objects.values_list("day", flat=True)) == {today}
