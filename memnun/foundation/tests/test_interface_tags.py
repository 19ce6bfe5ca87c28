"""The parts pages are made of, as they reach the browser."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from memnun.foundation import clock
from memnun.foundation.interface.devices import device
from memnun.foundation.interface.times import WAITING_LATE_HOURS

NOW = datetime(2026, 3, 3, 11, 22, tzinfo=UTC)


def drawn(markup: str, **context: object) -> str:
    return Template("{% load interface %}" + markup).render(Context(context))


def test_an_icon_is_hidden_from_readers_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "inbox" %}')
    assert 'role="img" aria-label="&lt;Gelen&gt;"' in drawn('{% icon "inbox" label=words %}', words="<Gelen>")


def test_an_unknown_icon_is_a_mistake_of_the_page() -> None:
    with pytest.raises(ValueError, match="no icon 'inbix'"):
        drawn('{% icon "inbix" %}')


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ayşe Yılmaz", "AY"),
        ("ilker ışık", "İI"),
        ("Ömer Faruk Gül", "ÖG"),
        ("Deniz", "D"),
        ("+90 532", "?"),
        ("", "?"),
    ],
)
def test_initials_follow_turkish_case(name: str, initials: str) -> None:
    assert f">{initials}</span>" in drawn("{% avatar name %}", name=name)


def test_a_face_keeps_its_colour() -> None:
    assert drawn("{% avatar name %}", name="Kerem İnce") == drawn("{% avatar name %}", name="Kerem İnce")


@pytest.mark.parametrize(
    ("value", "word"),
    [("satisfied", "Memnun"), ("at_risk", "Riskli"), ("suggesting", "Fırsat"), (None, "Henüz bilinmiyor")],
)
def test_a_group_is_told_by_sign_and_word_even_when_only_its_sign_shows(value: str | None, word: str) -> None:
    with translation.override("tr"):
        assert f"<span>{word}</span>" in drawn("{% group value %}", value=value)
        assert f'aria-label="{word}"' in drawn("{% group value sign_only=True %}", value=value)


def test_an_unknown_sentiment_draws_nothing() -> None:
    assert drawn("{% sentiment value %}", value=None).strip() == ""


@pytest.mark.parametrize(
    ("hours", "due_in", "state"),
    [
        (1, None, ""),
        (5, None, "waiting-long"),
        (WAITING_LATE_HOURS, None, "waiting-late"),
        (1, -1, "waiting-late"),
        (30, 2, "waiting-long"),
    ],
)
def test_waiting_grows_louder_until_it_is_late(hours: int, due_in: int | None, state: str) -> None:
    due = NOW + timedelta(hours=due_in) if due_in else None
    with clock.frozen(NOW):
        mark = drawn("{% waiting since due %}", since=NOW - timedelta(hours=hours), due=due)
    assert f'class="waiting {state}"' in mark


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 3, 3, 6, 5, tzinfo=UTC), "09:05"),
        (datetime(2026, 3, 2, 21, 30, tzinfo=UTC), "00:30"),
        (datetime(2026, 1, 9, 9, 0, tzinfo=UTC), "9 Oca"),
        (datetime(2024, 5, 1, 9, 0, tzinfo=UTC), "01.05.2024"),
    ],
)
def test_lists_show_the_hour_today_the_day_this_year_and_the_date_before(
    moment: datetime, words: str
) -> None:
    with clock.frozen(NOW), translation.override("tr"):
        assert f">{words}</time>" in drawn("{% when moment %}", moment=moment)


class Form(forms.Form):
    email = forms.EmailField(label="E-posta", help_text="Yanıt buraya gelir.")
    hours = forms.MultipleChoiceField(choices=[("am", "Sabah")], widget=forms.CheckboxSelectMultiple)


def test_a_field_ties_its_hint_and_its_problem_to_the_control() -> None:
    page = drawn("{% field form.email %}", form=Form({"email": "ayse@"}))
    assert '<label for="id_email">E-posta' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_email_hint id_email_problem"' in page
    assert 'id="id_email_hint"' in page
    assert 'id="id_email_problem"' in page


def test_choices_are_a_named_group() -> None:
    page = drawn("{% field form.hours label='Saatler' %}", form=Form())
    assert "<legend>Saatler" in page
    assert 'class="form-check-input"' in page


def test_a_pager_keeps_the_filters_and_swaps_its_cursor() -> None:
    request = RequestFactory().get("/", {"q": "kargo & iade", "after": "old", "tag": ["a", "b"]})
    page = drawn('{% pager older="new" %}', request=request)
    assert 'href="?q=kargo+%26+iade&amp;tag=a&amp;tag=b&amp;after=new"' in page
    assert 'rel="prev"' not in page


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/150.0 Safari/537.36", "Chrome · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
    ],
)  # fmt: skip
def test_a_session_is_named_by_browser_and_system(agent: str, words: str) -> None:
    assert device(agent) == words
