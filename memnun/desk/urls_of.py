"""Addresses that carry the inbox's filters along."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import get_script_prefix, reverse

ANY = UUID(int=0)


def inbox_address(query: str) -> str:
    """The inbox with these filters; `query` as `Filters.query()` gives it."""
    return reverse("desk:inbox") + query


def conversation_address(conversation_id: UUID) -> str:
    """The page of a conversation; for lists, where asking the URL map thirty times would be felt."""
    return _pattern(get_script_prefix()).replace(str(ANY), str(conversation_id))


@cache
def _pattern(_prefix: str) -> str:
    return reverse("desk:conversation", args=[ANY])
