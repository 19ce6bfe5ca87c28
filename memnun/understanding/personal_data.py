"""Finds personal data in a message: identity and card numbers by checksum, the rest by Turkish habits of
writing.

A number named as an order, tracking or invoice number is left alone even when a checksum happens to fit.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from memnun.understanding.checksums import is_card, is_iban, is_tckn
from memnun.understanding.names import ALSO_WORDS, GIVEN_NAMES

_MANY, _NAMED = 10_000, -1


class Span(NamedTuple):
    """A piece of personal data: kind (tckn, iban, card, phone, email, plate, address, name) and character
    offsets."""

    kind: str
    start: int
    end: int


_UP = "A-ZÇĞİÖŞÜÂÎÛ"
_LOW = "a-zçğıöşüâîû"
_FOLD = str.maketrans("çğıöşüâîûÇĞİIÖŞÜÂÎÛ", "cgiosuaiucgiiosuaiu")

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,10}\b")
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])(?:[Tt][Rr][ ]?\d{2}(?:[ -]?\d){22}|[A-Z]{2}\d{2}(?:[ "
    r"-]?[A-Z0-9]){11,30})(?![A-Za-z0-9])"
)
_CARD = re.compile(r"(?<![\d.,/-])\d(?:[ -]?\d){12,18}(?![\d/]|[.,]\d)")
_TCKN = re.compile(r"(?<![\d.,/-])[1-9](?:\d{10}|\d{2}[ ]\d{3}[ ]\d{3}[ ]\d{2})(?![\d/]|[.,-]\d)")
_MOBILE = re.compile(
    r"(?<![\d.,/A-Za-z-])(?:\+?\s?90[ .()-]{0,2}|0090[ .()-]{0,2}|0[ .()-]{0,2}|\(0\)[ "
    r"]?)?\(?5(?:0[1-9]|1[06]|[345]\d|61)\)?"
    r"[ .-]?\d{3}[ .-]?\d{2}[ .-]?\d{2}(?![\d/]|[.,]\d)"
)
_LANDLINE = re.compile(
    r"(?<![\d.,/A-Za-z-])(?:\+?\s?90[ .()-]{0,2}|0090[ .()-]{0,2}|0[ .()-]{0,2}|\(0)\(?(?:212|216|"
    r"2[2-8]\d|312|3[1-8]\d|4[1-8]\d)\)?"
    r"[ .-]?\d{3}[ .-]?\d{2}[ .-]?\d{2}(?![\d/]|[.,]\d)"
)
_FOREIGN = re.compile(r"(?<![\w+])(?:\+|00)(?!90)[1-9]\d{0,2}(?:[ .()-]{0,2}\d){7,12}(?!\d)")
_PLATE = re.compile(
    r"(?<![\w-])(?:0[1-9]|[1-7]\d|8[01])[ -]?([A-PR-VYZa-pr-vyz]{1,3})[ -]?(\d{2,5})(?![\w-])"
)
_PLATE_WORDS = frozenset(
    "gb mb kb tl kg gr cm mm ml lt ay km vs nt gun yil dk sn saat adet tb hz mp inc ve ile mah no".split()
)
_ADDRESS = re.compile(
    rf"(?<![\w.])(?:(?:[{_UP}0-9][{_UP}{_LOW}0-9.]{{0,20}}\s{{1,3}}){{1,4}}(?:[Mm]ah(?:alle(?:si)?)?\b"
    rf"\.?|[Cc]a?d(?:de(?:si)?)?\b\.?|[Ss]o?k(?:ak|ağı|agi)?\b\.?|[Bb]ulvar[ıi]\b|MAH\b\.?|CAD\b\.?|"
    rf"SOK\b\.?|MAHALLES[İI]|CADDES[İI]|SOKAK)"
    rf"[\s,./]{{0,4}}){{1,3}}(?:(?:[{_UP}][{_UP}{_LOW}]{{0,20}}\s{{1,3}}){{0,3}}(?:[Aa]p(?:t|"
    rf"artman[ıi])?\b|[Ss]it(?:e(?:si)?)?\b|[Bb]lok|[Nn]o|[Dd]aire|[Dd]|[Kk]at|[Kk]|NO|DA[İI]RE|KAT|D|"
    rf"K)\b[\s.:]{{0,4}}(?:[{_UP}]?\d{{1,5}}(?:/[{_UP}]?\d{{1,5}}|/[{_UP}]\b)?|"
    rf"[{_UP}]\b)?[\s,./]{{0,4}}){{0,5}}"
    rf"(?:[{_UP}][{_UP}{_LOW}]{{1,20}}\s?/\s?[{_UP}][{_UP}{_LOW}]{{1,20}})?"
)
_ADDRESS_PROOF = re.compile(r"\d|[Mm]ah(?:alle|\b).*(?:[Ss]ok|[Cc]ad)|MAH.*(?:SOK|CAD)|/")
_NUMBERED = re.compile(
    r"(?:sipari[sş]|takip|kargo|fatura|kay[ıi]t|ba[sş]vuru|talep|referans|ref|barkod|seri|[üu]r[üu]n|"
    r"abone|tesisat|m[üu][sş]teri|poli[cç]e|bilet|pnr|rezervasyon|i[sş]lem|g[öo]nderi|evrak|dosya|"
    r"model|imei|stok|s[öo]zle[sş]me|order|tracking|invoice|dekont|vergi|sicil)"
    r"(?:\s+\w+)?\s*(?:no|numara|numaras[ıi]|numaral[ıi]|kodu?|id|kod|number)?\w*\s*(?:su|sı|si|mız|m|"
    r"im)?\s*[:#=.-]?\s*$",
    re.IGNORECASE,
)
_PHONE_NAMED = re.compile(
    r"(?:tel|telefon|cep|gsm|numaram|iletişim|iletisim|ara\w*)\W{0,3}\w{0,8}\W{0,3}$", re.IGNORECASE
)
_WORD = rf"[{_UP}][{_LOW}’']{{1,15}}"
_TITLED = re.compile(
    rf"\b({_WORD}(?:\s{_WORD}){{0,2}}|[{_LOW}]{{3,12}})\s(?:[Hh]an[ıi]m|[Bb]ey|HANIM|"
    rf"BEY)(?:['’]?(?:[ae]|[iıuü]|[dt][ea]n?|[iı]n|[yn][eaiı]n?|l[ae]|efendi|den|in|ye|yi))?\b"
)
_INTRODUCED = re.compile(
    rf"(?:\b(?:[Aa]d[ıi]m|[İi]smim|[Bb]enim ad[ıi]m|[Aa]d[ıi] [Ss]oyad[ıi]|[Aa]d[ ]?[Ss]oyad[ıi]?|"
    rf"[İi]sim [Ss]oy(?:isim|ad)|[Mm]üşteri ad[ıi]|[Ss]ay[ıi]n|"
    rf"[Bb]en)\s*[:;-]?\s*)({_WORD}(?:\s{_WORD}|\s[{_UP}]{{2,15}}){{0,2}})"
)
_CAPITALISED = re.compile(rf"\b(?:{_WORD}|[{_UP}]{{2,15}})(?:\s(?:{_WORD}|[{_UP}]{{2,15}})){{1,4}}\b")
_TITLES = ("han", "Han", "bey", "Bey", "HANIM", "BEY")
_NOT_SURNAMES = frozenset(
    """hanim bey hoca usta abi abla kargo bank banka bankasi otel hotel market magaza magazasi eczane
    hastane hastanesi
    universitesi mahallesi caddesi sokak sokagi bulvari avm restaurant restoran cafe kafe turizm holding
    sigorta
    elektronik giyim mobilya pasa koleji okulu sube subesi belediyesi havalimani tv pro max plus nin in ile
    ve icin
    cok bu bir ben siz de da ama urun siparis beyefendi hanimefendi merhaba selam tesekkurler
    lutfen oncelikle""".split()
)


def find_personal_data(text: str, *, digits: int = _MANY, names: bool = True) -> list[Span]:
    """Spans in the order they stand; where two overlap the more certain kind wins.

    `digits`: how many the text holds, to leave out what cannot be there; `names`: whether to look for names too.
    """
    taken: list[Span] = []
    for find, least in _FINDERS:
        if digits < least or (least == _NAMED and not names):
            continue
        for span in find(text):
            if not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
    return sorted(taken, key=lambda span: span.start)


def _emails(text: str) -> Iterator[Span]:
    if "@" in text:
        yield from (Span("email", found.start(), found.end()) for found in _EMAIL.finditer(text))


def _checked(text: str, pattern: re.Pattern[str], kind: str, valid: Callable[[str], bool]) -> Iterator[Span]:
    for found in pattern.finditer(text):
        compact = re.sub(r"[ -]", "", found.group()).upper()
        if valid(compact):
            yield Span(kind, found.start(), found.end())


def _ibans(text: str) -> Iterator[Span]:
    return _checked(text, _IBAN, "iban", is_iban)


def _cards(text: str) -> Iterator[Span]:
    return (span for span in _checked(text, _CARD, "card", is_card) if not _is_numbered(text, span.start))


def _tckns(text: str) -> Iterator[Span]:
    return (span for span in _checked(text, _TCKN, "tckn", is_tckn) if not _is_numbered(text, span.start))


def _is_numbered(text: str, start: int) -> bool:
    return _NUMBERED.search(text, max(0, start - 40), start) is not None


def _phones(text: str) -> Iterator[Span]:
    for pattern in (_MOBILE, _LANDLINE, _FOREIGN):
        for found in pattern.finditer(text):
            start, end = found.span()
            named = _PHONE_NAMED.search(text, max(0, start - 25), start)
            bare = found.group().isdigit() and len(found.group()) == 10
            if named or not _is_numbered(text, start) or (not bare and found.group()[0] in "+("):
                yield Span("phone", start, end)


def _plates(text: str) -> Iterator[Span]:
    for found in _PLATE.finditer(text):
        letters, digits = found.groups()
        written = letters.isupper() or "plaka" in text[max(0, found.start() - 20) : found.end() + 20].lower()
        if written and letters.lower() not in _PLATE_WORDS and len(letters) + len(digits) <= 6:
            yield Span("plate", found.start(), found.end())


def _addresses(text: str) -> Iterator[Span]:
    for found in _ADDRESS.finditer(text):
        if _ADDRESS_PROOF.search(found.group()):
            yield Span("address", found.start(), found.start() + len(found.group().rstrip(" ,./\n")))


def _names(text: str) -> Iterator[Span]:
    titled = _TITLED.finditer(text) if any(title in text for title in _TITLES) else ()
    for found in titled:
        words = [_folded(word) for word in found.group(1).split()]
        if words[0] in GIVEN_NAMES or (found.group(1)[:1].isupper() and words[-1] not in _NOT_SURNAMES):
            yield Span("name", *found.span(1))
    for found in _INTRODUCED.finditer(text):
        words = [_folded(word) for word in found.group(1).split()]
        if words[0] in GIVEN_NAMES and (len(words) > 1 or not found.group().startswith(("Ben", "ben"))):
            yield Span("name", *found.span(1))
    for found in _CAPITALISED.finditer(text):
        yield from _full_names(found)


def _full_names(found: re.Match[str]) -> Iterator[Span]:
    """A given name that is no ordinary word, followed by one or two more capitalised words."""
    words = list(re.finditer(r"\S+", found.group()))
    for place, word in enumerate(words[:-1]):
        first, rest = _folded(word.group()), words[place + 1 : place + 3]
        if first in GIVEN_NAMES and first not in ALSO_WORDS and _folded(rest[0].group()) not in _NOT_SURNAMES:
            last = rest[-1] if _folded(rest[-1].group()) not in _NOT_SURNAMES else rest[0]
            yield Span("name", found.start() + word.start(), found.start() + last.end())
            return


def _folded(word: str) -> str:
    return word.translate(_FOLD).lower().split("'")[0].split("’")[0]


_FINDERS = (
    (_emails, 0),
    (_ibans, 8),
    (_phones, 9),
    (_tckns, 11),
    (_cards, 13),
    (_plates, 4),
    (_addresses, _NAMED),
    (_names, _NAMED),
)
