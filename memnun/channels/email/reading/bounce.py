"""What a bounce says: which mail of ours, to whom, for good or for now (RFC 3464, and what others write)."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from email.message import Message

from flufl.bounce import all_failures

from memnun.channels.email.reading import headers
from memnun.channels.email.reading.nature import OWN_HEADER
from memnun.channels.email.reading.opening import Part, content_of, enclosed, open_head, parts_of
from memnun.channels.email.reading.words import text_of

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_REPLY_CODE = re.compile(r"(?<!\d)([45])[0-5]\d(?=[ -])")
_FULL = re.compile(
    r"\b5\.2\.2\b|over ?quota|mailbox (?:is )?full|kota(?:sı)? (?:dolu|aş)|posta kutusu dolu", re.IGNORECASE
)
_ID_IN_TEXT = re.compile(r"^Message-ID:\s*<([^<>\s]{1,250})>", re.IGNORECASE | re.MULTILINE)
_OWN_IN_TEXT = re.compile(rf"^{OWN_HEADER}:\s*([0-9a-f-]{{36}})", re.IGNORECASE | re.MULTILINE)
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Failure:
    """One recipient a bounce tells of. `final` says that trying again is in vain; `status` is like 5.1.1."""

    address: str
    status: str
    words: str
    final: bool

    @property
    def is_dead_address(self) -> bool:
        """Whether the address itself is wrong, so that nothing should be sent to it any more.

        A full mailbox, a mail too large or a refusal by a spam filter say nothing about the address.
        """
        return (
            self.final
            and (self.status.startswith(("5.1.", "5.2.1")) or self.status == "5.0.0")
            and not _FULL.search(self.words)
        )


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a bounce tells: the ids of our mail it returns, and its recipients."""

    message_ids: tuple[str, ...]
    own_id: str
    failures: tuple[Failure, ...]


def read_bounce(mail: Part) -> Bounce:
    """The bounce in a mail. Never raises; one that cannot be understood has no failures."""
    failures = _delivery_status(mail) or _spelled(mail)
    returned = _returned_head(mail)
    named = headers.ids(returned, "message-id") if returned is not None else []
    own = headers.text(returned, OWN_HEADER) if returned is not None else ""
    words = text_of(mail)[:50_000]
    if not named:
        named = _ID_IN_TEXT.findall(words)
    if not own and (found := _OWN_IN_TEXT.search(words)):
        own = found[1]
    named += [one for one in headers.ids(mail, "in-reply-to", "references") if one not in named]
    return Bounce(tuple(named), own, tuple(failures))


def _walk(part: Part, depth: int = 0) -> list[Part]:
    return [part, *(leaf for inner in parts_of(part, depth) for leaf in _walk(inner, depth + 1))]


def _delivery_status(mail: Part) -> list[Failure]:
    for part in _walk(mail):
        if part.get_content_type() not in ("message/delivery-status", "message/global-delivery-status"):
            continue
        content = part.get_payload()
        blocks = [one for one in content if isinstance(one, Message)] if isinstance(content, list) else []
        blocks = blocks or [open_head(block) for block in re.split(rb"\r?\n\r?\n", content_of(part))]
        return [failure for block in blocks if (failure := _failure(block))]
    return []


def _failure(block: Part) -> Failure | None:
    action = headers.text(block, "action").lower()
    spelled = headers.text(block, "final-recipient") or headers.text(block, "original-recipient")
    address = headers.address_in(spelled.rpartition(";")[2])
    if not address or action in ("delivered", "relayed", "expanded"):
        return None
    diagnostic = headers.text(block, "diagnostic-code").partition(";")[2].strip() or headers.text(
        block, "diagnostic-code"
    )
    found = _STATUS.search(headers.text(block, "status")) or _STATUS.search(diagnostic)
    status = found.group() if found else ("5.0.0" if action == "failed" else "4.0.0")
    if status == "5.0.0" and (closer := _STATUS.search(diagnostic)):
        status = closer.group()
    return Failure(
        address, status, diagnostic[:LONGEST_WORDS], action != "delayed" and status.startswith("5")
    )


def _spelled(mail: Part) -> list[Failure]:
    """Bounces in the words of many programs."""
    words = " ".join(text_of(mail)[:20_000].split())
    try:
        passing, lasting = all_failures(mail)
    except Exception:
        passing, lasting = frozenset(), frozenset()
    addresses = [address for _, address in headers.addresses(mail, "x-failed-recipients")]
    lasting_addresses = [_bare(one) for one in sorted(lasting)] or ([] if passing else addresses)
    found = _STATUS.search(words)
    code = _REPLY_CODE.search(words)
    status = found.group() if found else (f"{code[1]}.0.0" if code else "5.0.0")
    failures = [
        Failure(address, status if status[0] == "5" else "5.0.0", _around(words, address), True)
        for address in lasting_addresses
        if address
    ]
    failures += [
        Failure(address, status if status[0] == "4" else "4.0.0", _around(words, address), False)
        for address in (_bare(one) for one in sorted(passing))
        if address
    ]
    return failures


def _bare(spelled: bytes | str) -> str:
    return headers.address_in(spelled.decode("utf-8", "replace") if isinstance(spelled, bytes) else spelled)


def _around(words: str, address: str) -> str:
    place = max(words.lower().find(address), 0)
    return words[place : place + LONGEST_WORDS]


def _returned_head(mail: Part) -> Part | None:
    for part in _walk(mail)[1:]:
        if (inner := enclosed(part)) is not None:
            return inner
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers", "message/rfc822"):
            return open_head(content_of(part))
    return None
