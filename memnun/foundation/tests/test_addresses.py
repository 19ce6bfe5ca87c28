"""Addresses in templates are those of Django's own tag."""

from uuid import UUID

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

ONE, OTHER = UUID(int=7), UUID("01a204d0-1740-75a0-bb78-38269817e3e3")


def drawn(text: str, **shown: object) -> str:
    return Template(text).render(Context(shown))


@pytest.mark.parametrize("id", [ONE, OTHER, str(OTHER)])
def test_an_address_with_an_id_is_the_one_of_the_url_map(id: object) -> None:
    assert drawn('{% url "desk:conversation" id %}', id=id) == reverse("desk:conversation", args=[id])


def test_addresses_without_arguments_with_names_and_under_a_name() -> None:
    assert drawn('{% url "desk:inbox" %}') == reverse("desk:inbox")
    named = drawn('{% url "desk:conversation" conversation_id=id %}', id=ONE)
    assert named == reverse("desk:conversation", args=[ONE])
    assert drawn('{% url "desk:inbox" as place %}[{{ place }}]') == f"[{reverse('desk:inbox')}]"


def test_an_unknown_address_is_an_error_unless_it_is_asked_for_by_name() -> None:
    with pytest.raises(NoReverseMatch):
        drawn('{% url "desk:nowhere" %}')
    assert drawn('{% url "desk:nowhere" as place %}[{{ place }}]') == "[]"


def test_the_prefix_of_the_installation_is_kept() -> None:
    drawn('{% url "desk:inbox" %}')
    before = get_script_prefix()
    set_script_prefix("/memnun/")
    try:
        assert drawn('{% url "desk:conversation" id %}', id=ONE).startswith("/memnun/conversations/")
    finally:
        set_script_prefix(before)
