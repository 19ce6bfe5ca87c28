"""Parts that are drawn once and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT = 4096
Component = Callable[..., dict[str, Any]]
Drawn = Callable[..., SafeString]


def drawn_once(path: str) -> Callable[[Component], Drawn]:
    """A part like Django's inclusion_tag whose markup follows from its arguments alone.

    Each combination of arguments and language is drawn once and kept: a list of thirty rows asks for
    the same few signs and faces a hundred times.
    """

    def keep(component: Component) -> Drawn:
        @lru_cache(maxsize=KEPT)
        def draw(_language: str | None, values: tuple[Any, ...], options: tuple[Any, ...]) -> SafeString:
            return render_to_string(path, component(*values, **dict(options)))

        @wraps(component)
        def tag(*values: Any, **options: Any) -> SafeString:
            return draw(get_language(), values, tuple(options.items()))

        return tag

    return keep
