"""Showing a form inside other sites: who may, and the script that puts it there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from memnun.channels.web_form.models import WebForm

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
MOST_ORIGINS = 20
_HOST = re.compile(r"(?:\*\.)?[a-z0-9.-]+(?::\d{1,5})?|\[[0-9a-f:]+\](?::\d{1,5})?")


class NoOrigin(ValueError):
    """The text names no site; it says why."""


def read_origin(text: str) -> str:
    """A site as browsers name it, https://www.example.com, out of what somebody typed. Raises NoOrigin."""
    written = text.strip().lower()
    parts = urlsplit(written if "://" in written else f"https://{written}")
    if parts.scheme not in ("https", "http") or not _HOST.fullmatch(parts.netloc):
        raise NoOrigin(_("“{text}” is not the address of a site.").format(text=text.strip()[:80]))
    return f"{parts.scheme}://{parts.netloc}"


def allow_embedding(answer: HttpResponseBase, form: WebForm) -> HttpResponseBase:
    """Let the form's sites, and no others, show the page inside theirs."""
    ancestors = " ".join(["'self'", *form.origins])
    answer.headers["Content-Security-Policy"] = POLICY.format(ancestors=ancestors)
    return answer
