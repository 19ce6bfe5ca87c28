"""Markup put together in Python, for the few parts that stand on a page thirty times over.

Does what django.utils.html.format_html does, at a fraction of the time: no detour through lazy strings.
"""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString


def fill(pattern: str, **values: object) -> SafeString:
    """The pattern with each `{name}` replaced by its value, escaped unless it is markup already."""
    return SafeString(pattern.format(**{name: safe(value) for name, value in values.items()}))


def safe(value: object) -> SafeString:
    """The value as markup.

    >>> safe("a < b")
    'a &lt; b'
    """
    return value if isinstance(value, SafeString) else SafeString(escape(str(value)))


def csrf_field(token: object) -> SafeString:
    """The hidden field that Django's `{% csrf_token %}` draws; nothing where there is no token."""
    if not token:
        return SafeString()
    return fill('<input type="hidden" name="csrfmiddlewaretoken" value="{token}">', token=token)
