"""Markup put together in Python is as safe as a template's."""

from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation.markup import fill


@given(st.text())
def test_whatever_a_text_holds_it_stays_a_text(text: str) -> None:
    inside = fill('<p title="{title}">{text}</p>', title=text, text=text)[len('<p title="') : -len("</p>")]
    assert not {"<", "'"} & set(inside.replace('">', "", 1))
    assert inside.count('"') == 1


def test_markup_is_left_as_it_is() -> None:
    assert fill("<p>{words}</p>", words=mark_safe("<b>Merhaba</b>")) == "<p><b>Merhaba</b></p>"


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert fill("<p>{words}{more}</p>", words="{more}", more="!") == "<p>{more}!</p>"
