"""The installation's own mail about signing in, plain text in the reader's language."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send(name: str, to: str, context: dict[str, Any]) -> None:
    """Send `people/mail/NAME.txt`, whose first line is the subject; raises what the mail server raises."""
    subject, _separator, body = render_to_string(f"people/mail/{name}.txt", context).strip().partition("\n")
    EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[to]).send()
