"""The signatures of the domains on a mail's way (DKIM, RFC 6376; ARC, RFC 8617), checked here when no trusted server did."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import dkim
from dkim.dnsplug import get_txt

from memnun.channels.email.reading.authenticity import HERE, UNCHECKED, Verdicts, are_aligned

LONGEST_ANSWER = 4
"""Seconds to wait for the name server."""
LARGEST = 5 * 1024 * 1024
MOST_SIGNATURES = 5
VOUCHERS = (
    "google.com",
    "microsoft.com",
    "outlook.com",
    "yandex.ru",
    "yandex.com",
    "icloud.com",
    "fastmail.com",
)
"""Whose seal on a forwarded mail is believed: anybody can seal, these look before they do."""
Lookup = Callable[..., bytes | None]
"""Finds a TXT record by its name; None when there is none. Raises dkim.DnsTimeoutError."""


class NameServer:
    """Keys as they are published, remembered for a while; a name server that is silent is left alone for a while."""

    KEPT = 600.0
    MOST = 2_000

    def __init__(self, ask: Lookup = get_txt) -> None:
        self._ask = ask
        self._known: OrderedDict[str, tuple[float, bytes | None]] = OrderedDict()
        self._silent_until = 0.0
        self._lock = threading.Lock()

    def __call__(self, name: bytes | str, timeout: int = LONGEST_ANSWER) -> bytes | None:
        """The record of a name. Raises dkim.DnsTimeoutError when nobody answers."""
        key = name.decode("ascii", "replace") if isinstance(name, bytes) else name
        now = time.monotonic()
        with self._lock:
            if (known := self._known.get(key)) and known[0] > now:
                return known[1]
            if now < self._silent_until:
                raise dkim.DnsTimeoutError("the name server does not answer")
        try:
            found = self._ask(key, timeout=timeout)
        except dkim.DnsTimeoutError:
            self._silent_until = now + self.KEPT / 10
            raise
        with self._lock:
            self._known[key] = (now + self.KEPT, found)
            while len(self._known) > self.MOST:
                self._known.popitem(last=False)
        return found


names = NameServer()
_quiet = logging.Logger("dkim", logging.CRITICAL)
"""The library would tell every signature that does not hold as an error of ours."""


class _Asking:
    """One look at one mail; the library takes a silent name server for a signature that does not hold."""

    def __init__(self, ask: Lookup) -> None:
        self._ask, self.was_silent = ask, False

    def __call__(self, name: bytes | str, timeout: int = LONGEST_ANSWER) -> bytes | None:
        try:
            return self._ask(name, timeout=timeout)
        except dkim.DnsTimeoutError:
            self.was_silent = True
            raise


def check(mail: bytes, lookup: Lookup | None = None) -> Verdicts:
    """What the signatures of a mail say; UNCHECKED when they could not be looked at (no name server, a mail too large)."""
    if len(mail) > LARGEST:
        return UNCHECKED
    asking = _Asking(lookup or names)
    verdict, signers = _signatures(mail, asking)
    chain = "" if verdict == "pass" else _chain(mail, asking)
    if asking.was_silent and "pass" not in (verdict, chain):
        return UNCHECKED
    return Verdicts(dkim=verdict, arc=chain, by=HERE, signed_by=signers)


def _signatures(mail: bytes, ask: Lookup) -> tuple[str, tuple[str, ...]]:
    """("pass", the domains whose signature holds), ("fail", ()) or ("none", ())."""
    number = _count(mail, b"dkim-signature")
    signers = [_signer(mail, index, ask) for index in range(min(number, MOST_SIGNATURES))]
    holding = tuple(dict.fromkeys(filter(None, signers)))
    if not number:
        return "none", ()
    return ("pass", holding) if holding and _count(mail, b"from") == 1 else ("fail", ())


def _signer(mail: bytes, index: int, ask: Lookup) -> str:
    """The domain of one signature, "" when it does not hold."""
    signature = dkim.DKIM(mail, logger=_quiet, timeout=LONGEST_ANSWER)
    try:
        holds = signature.verify(idx=index, dnsfunc=ask)
    except (dkim.DKIMException, ValueError, OSError):
        return ""
    return str(signature.domain.decode("ascii", "replace")).lower() if holds else ""


def _chain(mail: bytes, ask: Lookup) -> str:
    """pass when those who forwarded the mail vouch for it and all are known to look; fail, or ""."""
    if not _count(mail, b"arc-seal"):
        return ""
    try:
        verdict, seals, _reason = dkim.arc_verify(mail, logger=_quiet, dnsfunc=ask, timeout=LONGEST_ANSWER)
    except (dkim.DKIMException, ValueError, OSError):
        return ""
    if verdict != dkim.CV_Pass:
        return "fail"
    sealers = [one["as-domain"].decode("ascii", "replace") for one in seals if "as-domain" in one]
    return "pass" if sealers and all(_is_voucher(one) for one in sealers) else ""


def _is_voucher(domain: str) -> bool:
    return any(are_aligned(domain, known) for known in VOUCHERS)


def _count(mail: bytes, header: bytes) -> int:
    """How often a header stands in the head of a mail."""
    head = mail.replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return (b"\n" + head).count(b"\n" + header + b":")
