"""Addresses that carry the inbox's filters along."""

from __future__ import annotations

from django.urls import reverse


def inbox_address(query: str) -> str:
    """The inbox with these filters; `query` as `Filters.query()` gives it."""
    return reverse("desk:inbox") + query
