"""What becomes of a fetched mail: a contact, or set aside with a reason. Looks at the beginning of a mail only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from memnun.channels.email.contact import with_envelope
from memnun.channels.email.models import FetchedMail, MailFolder, SetAsideMail
from memnun.channels.email.reading.authenticity import Verdicts, verdicts_of
from memnun.channels.email.reading.letter import Envelope, Letter, external_id, read_letter
from memnun.channels.email.reading.nature import Kind
from memnun.channels.email.reading.opening import open_head
from memnun.channels.email.reading.suspicion import HELD_FROM
from memnun.customers.models import Identity
from memnun.foundation import clock

PACE_WINDOW = timedelta(minutes=10)
MOST_OF_A_MACHINE = 8
MOST_OF_ANYBODY = 60
KEYS_STAND = timedelta(days=3)
"""Domains withdraw their keys after a while: of older mails a signature that does not hold says nothing."""
LOOKED_AT = 256 * 1024
"""Bytes of a mail that are read to sort it; the whole is read after it is stored."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as it came from the server; `size` is its whole size when `body` is only its beginning."""

    uid: int
    body: bytes
    arrived_at: datetime
    size: int = 0


@dataclass(slots=True)
class Sorted:
    """A mail with its id, its envelope and, when it is no contact, why."""

    fetched: Fetched
    external_id: str
    envelope: Envelope
    letter: Letter
    aside: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def record(self) -> bytes:
        """The raw record: the envelope's line and the mail, byte for byte."""
        return with_envelope(self.fetched.body, self.envelope)


def sort_mails(folder: MailFolder, mails: Sequence[Fetched], envelope: Envelope) -> list[Sorted]:
    """Sort a batch. Customers of the brand and answers to us are trusted more than strangers."""
    found = [_look(mail, envelope) for mail in mails]
    known = _known_senders(folder, found)
    paces = _paces(folder, found)
    for one in found:
        one.envelope = replace(one.envelope, known=one.letter.sender[1] in known or _answers_us(one.letter))
        one.aside, one.reasons = _aside(one, paces, is_spam_folder=_is_spam_folder(folder.name))
    return found


def _look(mail: Fetched, envelope: Envelope) -> Sorted:
    own = replace(envelope, received_at=mail.arrived_at, size=mail.size, checked=_checked(mail, envelope))
    return Sorted(mail, external_id(mail.body, mail.size)[:255], own, read_letter(mail.body[:LOOKED_AT], own))


def _checked(mail: Fetched, envelope: Envelope) -> Verdicts:
    """What the signatures of a fresh mail say that came whole and that no trusted server looked at."""
    is_fresh = mail.arrived_at > clock.now() - KEYS_STAND
    if mail.size or not is_fresh or verdicts_of(open_head(mail.body), envelope.trusted).by:
        return Verdicts()
    from memnun.channels.email.reading.signature import check  # loaded with the first mail to check

    return check(mail.body)


def _aside(one: Sorted, paces: Counter[str], *, is_spam_folder: bool) -> tuple[str, tuple[str, ...]]:
    letter = one.letter
    kind = SetAsideMail.Kind
    if letter.nature.kind is Kind.OWN:
        return kind.OWN, (letter.nature.because,)
    if letter.nature.kind is Kind.BOUNCE:
        return kind.BOUNCE, (letter.nature.because,)
    pace = paces[letter.sender[1]]
    if letter.sender[1] and (
        pace > MOST_OF_ANYBODY or (letter.nature.kind is Kind.AUTO_REPLY and pace > MOST_OF_A_MACHINE)
    ):
        return kind.LOOP, (f"pace:{pace}",)
    is_trusted = one.envelope.known and not (letter.verdicts.is_forged or letter.verdicts.is_broken)
    points = letter.suspicion.points - (4.0 if is_trusted else 0.0)
    if is_spam_folder or points >= HELD_FROM:
        return kind.SPAM, letter.suspicion.reasons or ("spam_folder",)
    return "", ()


def _answers_us(letter: Letter) -> bool:
    return any(kind in ("token", "marker") for kind, _ in letter.answers)


def _is_spam_folder(name: str) -> bool:
    return name.rpartition("/")[2].casefold() in (
        "spam",
        "junk",
        "junk e-mail",
        "önemsiz",
        "istenmeyen",
        "gereksiz",
    )


def _known_senders(folder: MailFolder, found: Iterable[Sorted]) -> set[str]:
    addresses = {one.letter.sender[1] for one in found} - {""}
    identities = Identity.objects.proven().filter(
        brand_id=folder.account.brand_id, kind="email", value__in=addresses
    )
    return set(identities.values_list("value", flat=True)) if addresses else set()


def _paces(folder: MailFolder, found: Sequence[Sorted]) -> Counter[str]:
    """How many mails each sender sent within ten minutes of the batch's newest one, this batch included."""
    newest = max((one.fetched.arrived_at for one in found), default=None)
    if newest is None:
        return Counter()
    since = newest - PACE_WINDOW
    recent = Counter(one.letter.sender[1] for one in found if one.fetched.arrived_at > since)
    stored = FetchedMail.objects.filter(folder=folder, sender__in=list(recent), arrived_at__gt=since)
    return recent + Counter(stored.values_list("sender", flat=True)) if recent else recent
