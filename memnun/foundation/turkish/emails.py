"""E-mail addresses in one form, so that the same person is recognised and nothing is sent to junk."""

import re
from unicodedata import normalize

from memnun.foundation.turkish.readings import Reading

EMPTY = "The e-mail address is empty."
NOT_AN_ADDRESS = "This is not an e-mail address."
PLACEHOLDER = "This e-mail address was typed only to fill the field."

_LONGEST, _LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]*)>")
_LOCAL = re.compile(r"[^\s\x00-\x1f\x7f\"(),:;<>@\[\\\].]+(?:\.[^\s\x00-\x1f\x7f\"(),:;<>@\[\\\].]+)*")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]{1,59}|[a-z]{2,63})")
_FILLERS = frozenset("yok bos test deneme asd asdf qwe qwerty aaa xxx abc none null mail email".split())


def read_email(text: str) -> Reading:
    """`text` as one comparable address: NFC, small letters by ASCII rules, domain in IDNA.

    "Ayşe <INFO@Şirket.com>" gives "info@xn--irket-65b.com". Dots and +tags stay: only the owner's
    provider knows what they mean. "İ" and "ı" in the part before @ are read as "i", because they
    come from Turkish keyboards and wrong case changes.
    """
    address = _bare(text)
    if not address:
        return Reading(None, EMPTY)
    local, at, domain = address.rpartition("@")
    host = _host(domain)
    if not at or host is None or not _LOCAL.fullmatch(local) or len(local.encode()) > _LONGEST_LOCAL:
        return Reading(None, NOT_AN_ADDRESS)
    if len(local.encode()) + 1 + len(host) > _LONGEST:
        return Reading(None, NOT_AN_ADDRESS)
    if local in _FILLERS and host.partition(".")[0] == local:
        return Reading(None, PLACEHOLDER)
    return Reading(f"{local}@{host}")


def _bare(text: str) -> str:
    text = normalize("NFC", text).strip()
    if in_brackets := _IN_BRACKETS.fullmatch(text):
        text = in_brackets[1].strip()
    local, at, domain = text.rpartition("@")
    local = local.replace("İ", "i").replace("ı", "i").lower().removeprefix("mailto:")
    return f"{local}{at}{domain.rstrip('.,;')}"


def _host(domain: str) -> str | None:
    try:
        host = domain.replace("İ", "i").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return host if _DOMAIN.fullmatch(host) else None
