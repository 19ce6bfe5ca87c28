"""What a form sends, as it is stored, and the contact in it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from memnun.interactions.contact import Contact, ContactCustomer, ContactRating
from memnun.interactions.placing.parsing import decoded, parser

FORM = "web_form/1"


class Answer(msgspec.Struct):
    """One answer: the kind of the field, its words then, and what was written, chosen or ticked.

    `lowest` and `highest` are the ends of a rating's scale; `allows` are the İYS types consented to.
    """

    kind: str
    label: str
    value: str
    lowest: int = 1
    highest: int = 5
    allows: list[str] = []


class SentFile(msgspec.Struct):
    """One file as the browser named it."""

    name: str
    content_type: str
    content: bytes


class Sent(msgspec.Struct, omit_defaults=True):
    """One filled-in form."""

    external_id: str
    account: str
    form: str
    reference: str
    written_at: datetime
    answers: list[Answer]
    place: str = ""
    branch: str = ""
    topic: str = ""
    files: list[SentFile] = []


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Sent).decode


@parser(FORM)
def parse_form(body: bytes) -> Contact:
    """The contact of a filled-in form. Raises Unparsable."""
    sent = decoded(decode, body)
    first = {answer.kind: answer.value for answer in reversed(sent.answers)}
    return Contact(
        channel="web",
        external_id=sent.external_id,
        account=sent.account,
        occurred_at=sent.written_at,
        customer=ContactCustomer(
            name=first.get("name", "")[:200] or None,
            email=first.get("email", "")[:320] or None,
            phone=first.get("phone", "")[:40] or None,
            claimed=True,
        ),
        subject=sent.form[:300],
        text=_text(sent.answers) or sent.form,
        branch=sent.branch[:40] or None,
        meta=_meta(sent, first),
        rating=_rating(sent.answers),
    )


def _text(answers: list[Answer]) -> str:
    """The free words first, then what was chosen, each with its question."""
    texts = [answer for answer in answers if answer.kind == "text"]
    lines = [answer.value if len(texts) == 1 else f"{answer.label}\n{answer.value}" for answer in texts]
    chosen = [
        f"{answer.label}: {answer.value}{f'/{answer.highest}' if answer.kind == 'rating' else ''}"
        for answer in answers
        if answer.kind in ("choice", "rating", "order")
    ]
    return "\n\n".join([*lines, "\n".join(chosen)]).strip()


def _rating(answers: list[Answer]) -> ContactRating | None:
    """The first rating on its scale; forms are checked when they are sent, old records may hold anything."""
    given = next((one for one in answers if one.kind == "rating" and one.value.isdecimal()), None)
    if given is None or not given.lowest <= int(given.value[:4]) <= given.highest:
        return None
    return ContactRating(int(given.value), given.lowest, given.highest)


def _meta(sent: Sent, first: dict[str, str]) -> dict[str, object]:
    told: dict[str, object] = {
        "form": sent.form,
        "reference": sent.reference,
        "place": sent.place,
        "topic": sent.topic,
        "order_number": first.get("order", ""),
        "consents": [answer.label for answer in sent.answers if answer.kind == "consent"],
        "files": len(sent.files),
    }
    return {name: value for name, value in told.items() if value not in ("", None, [], 0)}
