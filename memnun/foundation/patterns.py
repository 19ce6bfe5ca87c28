"""Templates drawn once and from then on only filled with values.

A menu of acts looks the same above every conversation, but for the ids in its addresses: a template takes
milliseconds to draw it again, putting in the ids takes microseconds.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from memnun.foundation.markup import fill

KEPT = 512
"""Patterns; the longest have some 15 KB."""


def draw(path: str, known: Mapping[str, Hashable], values: Mapping[str, object]) -> SafeString:
    """The template with what is `known` and with `values`, drawn once for all values.

    The template follows from the page's language, from what is known (few different things, such as a role or
    the names of the teams) and from nothing else: it is given no request. The values are ids, tokens and words;
    the template may print them as text, in an attribute or, ids only, in an address, but may not ask what
    they are. Raises ValueError for a value that it does not print.
    """
    pattern = _pattern(path, get_language(), tuple(known.items()), tuple(values))
    return fill(pattern, **values)


@lru_cache(maxsize=KEPT)
def _pattern(
    path: str, _language: str | None, known: tuple[tuple[str, Any], ...], names: tuple[str, ...]
) -> str:
    """The template drawn with stand-ins, "{name}" in the place of each."""
    stand_ins: dict[str, UUID] = {name: uuid4() for name in names}
    drawn = render_to_string(path, {**dict(known), **stand_ins})
    pattern = str(drawn).replace("{", "{{").replace("}", "}}")
    for name, stand_in in stand_ins.items():
        if str(stand_in) not in pattern:
            raise ValueError(f"{path} does not print {name!r} as it is")
        pattern = pattern.replace(str(stand_in), f"{{{name}}}")
    return pattern
