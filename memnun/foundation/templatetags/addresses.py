"""`{% url %}` for pages with a hundred addresses: how one looks is asked of the URL map once, ids are put in.

Stands in every template in place of Django's tag, and is written the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = template.Library()


class AddressNode(URLNode):
    """An address whose arguments are given by place; one with named arguments is Django's."""

    def render(self, context: Context) -> str:
        if self.kwargs:
            return super().render(context)
        arguments = [argument.resolve(context) for argument in self.args]
        try:
            found = address_of(str(self.view_name.resolve(context)), arguments)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> AddressNode:
    """The address of a view: `{% url "desk:conversation" conversation.id %}`."""
    node = parse_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


def address_of(name: str, arguments: Sequence[Any]) -> str:
    """As `reverse` gives it. Raises NoReverseMatch."""
    if not all(isinstance(argument, UUID) for argument in arguments):
        return reverse(name, args=arguments)
    urlconf = get_urlconf() or settings.ROOT_URLCONF
    return _pattern(urlconf, get_script_prefix(), name, len(arguments)).format(*arguments)


@lru_cache(maxsize=1024)
def _pattern(urlconf: str, _prefix: str, name: str, count: int) -> str:
    """The address with "{0}", "{1}" … in place of the ids; `reverse` leaves no other braces in it."""
    marks = [UUID(int=place) for place in range(count)]
    address = reverse(name, urlconf=urlconf, args=marks)
    for place, mark in enumerate(marks):
        address = address.replace(str(mark), f"{{{place}}}")
    return address
