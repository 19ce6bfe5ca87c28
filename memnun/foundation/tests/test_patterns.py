"""A template drawn once and filled is the template drawn each time."""

from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from memnun.foundation.patterns import draw

CHOICES = "frame/_language_choices.html"
VALUES = {"csrf_token": "abc", "next": "/?q=1"}


@pytest.mark.parametrize("language", ["tr", "en"])
def test_it_is_drawn_as_the_template_draws_it_in_each_language(language: str) -> None:
    with override(language):
        assert draw(CHOICES, {}, VALUES) == render_to_string(CHOICES, dict(VALUES))


def test_every_drawing_has_its_own_values() -> None:
    first, second = (draw(CHOICES, {}, {**VALUES, "next": f"/{uuid4()}/"}) for _ in range(2))
    assert first != second


def test_a_value_stays_a_text_whatever_it_holds() -> None:
    drawn = draw(CHOICES, {}, {**VALUES, "next": '"><script>{csrf_token}{x}'})
    assert 'value="&quot;&gt;&lt;script&gt;{csrf_token}{x}"' in drawn


def test_a_value_that_the_template_does_not_print_is_refused() -> None:
    with pytest.raises(ValueError, match="lost"):
        draw(CHOICES, {}, {**VALUES, "lost": 1})
