"""The keys with which links are signed and erased addresses recognised, the present one first."""

from django.conf import settings


def signing_keys() -> list[str]:
    """The installation's key and those it had before."""
    return [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
