"""Who may send much: somebody signed in, to an address that takes files. Everybody else sends forms."""

from http.cookies import CookieError, SimpleCookie
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

UPLOAD_PATHS = ("/imports/", "/settings/calls/imports/", "/letters/in/")


def largest_body(scope: dict[str, Any]) -> int:
    """How many bytes a request may carry. Asks the database, so it runs in a thread."""
    if not scope["path"].startswith(UPLOAD_PATHS):
        return int(settings.LARGEST_FORM)
    return int(settings.LARGEST_UPLOAD if _is_signed_in(scope) else settings.LARGEST_FORM)


def _is_signed_in(scope: dict[str, Any]) -> bool:
    sent = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    try:
        cookie = SimpleCookie(sent).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return False
    if cookie is None:
        return False
    try:
        return SESSION_KEY in SessionStore(cookie.value).load()
    finally:
        connection.close()
