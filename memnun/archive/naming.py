"""Finding the brand a command is about."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from memnun.people.models import Brand


def find_brand(slug: str | None) -> Brand:
    """The brand named, or the only one. Raises CommandError saying which there are."""
    brands = list(Brand.objects.order_by("slug"))
    if slug:
        brands = [brand for brand in brands if brand.slug == slug]
    if len(brands) == 1:
        return brands[0]
    known = ", ".join(Brand.objects.order_by("slug").values_list("slug", flat=True))
    raise CommandError(_("Please name the brand with --brand: {known}").format(known=known or "–"))
