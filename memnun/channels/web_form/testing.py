"""A form and the way visitors use it, for tests."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.test import Client

from memnun.channels.web_form.actions import make_form
from memnun.channels.web_form.models import WebForm
from memnun.foundation import clock
from memnun.people.models import Brand

TOKEN = re.compile(r'name="token" value="([^"]+)"')


def open_a_form(brand: Brand, title: str = "Bize yazın") -> WebForm:
    """A form with the first questions: q1 text (needed), q2 name, q3 e-mail, q4 phone."""
    return make_form(brand, title=title, language="tr", by=None)


class Visitor:
    """Somebody with a browser: looks at a page, writes for a while, sends."""

    def __init__(self, path: str, *, address: str = "203.0.113.7") -> None:
        self.client = Client(REMOTE_ADDR=address, enforce_csrf_checks=True)
        self.path = path
        self.token = ""

    def look(self) -> Any:
        """Open the page; its token is kept for sending."""
        answer = self.client.get(self.path)
        found = TOKEN.search(answer.content.decode())
        self.token = found[1] if found else ""
        return answer

    def send(self, *, after: float = 30, headers: dict[str, str] | None = None, **fields: Any) -> Any:
        """Send the form this many seconds after it was shown."""
        if not self.token:
            self.look()
        given = {name.replace("_", "-", 1): value for name, value in fields.items() if name.startswith("f_")}
        other = {name: value for name, value in fields.items() if not name.startswith("f_")}
        with clock.frozen(clock.now() + timedelta(seconds=after)):
            return self.client.post(self.path, {"token": self.token, **given, **other}, headers=headers or {})
