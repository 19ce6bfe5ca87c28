"""Where the database is: an address given, or the embedded server in the data folder."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from memnun.config import place
from memnun.config.environment import Environment, EnvironmentProblem
from memnun.config.language import terminal_text as _

SPARE = 12
"""Connections beyond one for each thread that serves pages: downloads, loops, jobs, signs of life."""


def address(environment: Environment) -> str:
    """The libpq address of the database."""
    return environment.database_url or place.address(place.find_place(environment.data))


def django_settings(environment: Environment) -> dict[str, Any]:
    """The DATABASES entry for the address, with a connection pool."""
    parts = urlsplit(address(environment))
    if parts.scheme not in ("postgres", "postgresql"):
        raise EnvironmentProblem(
            _("DATABASE_URL begins with postgresql://; Memnun keeps its rows in PostgreSQL.")
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    port = options.pop("port", None) or parts.port or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "memnun",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port),
        "OPTIONS": {
            "prepare_threshold": 2,
            **options,
            "pool": {"min_size": 1, "max_size": environment.threads + SPARE, "timeout": 20},
        },
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": "test_memnun"},
    }
