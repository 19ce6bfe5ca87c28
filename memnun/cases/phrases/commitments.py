"""Whether a sentence commits the brand to something, and to when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from memnun.cases.phrases.flattening import flatten
from memnun.cases.phrases.moments import Moment, find_moments
from memnun.foundation.business_time import Calendar

_WE_WILL = r"\w+(?:[ae]cag[iu]m|[ae]ceg[iu]m|[ae]cag[iu]z|[ae]ceg[iu]z|[iu]yoruz|[iu]yorum|[iu]yoruzdur)\b"
_WE_DO = r"\b(?!dilerim|dileriz|ederiz|ederim|rica)\w{2,}(?:[aeiu]r[iu]z|[aeiu]r[iu]m)\b|\b(?:temin|iade|teslim|takip|haber|organize) eder(?:iz|im)\b"
_WILL_BE = r"\w+(?:[ae]caksiniz|[ae]ceksiniz|[ae]cak(?:tir|lar(?:dir)?)?|[ae]cek(?:tir|ler(?:dir)?)?)\b"
_WORD_GIVEN = r"\bsoz ver\w+|\btaahhut ed\w+|\bgaranti ed\w+|\b(?:arama|donus|teslimat|kurulum|servis|iade)\w* (?:planlandi|randevu\w*)"
COMMITS = re.compile("|".join((_WE_WILL, _WE_DO, _WILL_BE, _WORD_GIVEN)))
_POLITE = re.compile(
    r"\b(?:rica ed\w+|dil(?:er|iyor)\w+|umuyoru[mz]|bekliyoru[mz]|tesekkur ed\w+|anliyoru[mz]|goruyoru[mz]|uzgun\w*|"
    r"biliyoru[mz]|inceliyoru[mz])\b"
)
_NOT = re.compile(
    r"\w+m[ae]y[ae]c[ae]\w+|\w+(?:[ae]m[ae]y[ae]c[ae]|m[iu]yoru)\w*"
    r"|\b(?:den(?:il)?mis\w*|demis\w*|denildi\w*|soylenmis\w*|soylemis\w*|belirtmis\w*|yazmis\w*|iddia)\b"
    r"|\b(?:misiniz|musunuz|miyiz|mi|mu)\b[^.!\n]*\?"
    r"|\w+(?:m[ae]niz|[ae]niz) (?:gerek\w*|lazim|yeterli)"
)
_VAGUE = re.compile(
    r"\b(?:en kisa (?:surede|zamanda)|kisa (?:sure|zaman) (?:icinde|icerisinde|sonra)|ilk firsatta|birazdan|yakinda|"
    r"yakin zamanda|en yakin zamanda|birkac (?:gun|saat|hafta)\w*(?: icinde| icerisinde| sonra)?|bir an once)\b"
)
_CLAUSE_ENDS = re.compile(r"\s*(?:$|[,:.)!–-]|(?:ve|ayrica|ardindan|sonra|hem|ama|fakat|de|da)\b)")
_TIE = re.compile(r"^[\s,;:–-]*(?:ve|ayrıca|ardından|sonra da|sonra|hem de)?\s+", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\n!?;]+?(?:[!?;\n]|\.(?=\s|$)|$)")


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment of a text: where its time stands, what is promised (the sentence, or its part where it
    promises more than one thing), and when it is due; None when no time is told."""

    start: int
    end: int
    sentence: str
    due: datetime | None


def find_commitments(text: str, now: datetime, calendar: Calendar) -> list[Commitment]:
    """What the writer commits to, in the order of the text; one for each verb that promises, its latest moment."""
    flat = flatten(text)
    return [
        found
        for begin, end in _sentences(flat)
        for found in _commitments(text, flat, begin, end, now, calendar)
    ]


def commits(text: str) -> bool:
    """Whether a sentence of the text can be a commitment, whatever time it names."""
    flat = flatten(text)
    return any(_can_commit(flat[begin:end]) for begin, end in _sentences(flat))


def _can_commit(sentence: str) -> bool:
    """Whether a verb promises something, and nothing takes it back; courtesies alone do not."""
    return not _NOT.search(sentence) and bool(_promising(sentence))


def _commitments(
    text: str, flat: str, begin: int, end: int, now: datetime, calendar: Calendar
) -> Iterator[Commitment]:
    sentence = flat[begin:end]
    verbs = _promising(sentence)
    if not _can_commit(sentence):
        return
    moments = list(find_moments(sentence, now, calendar))
    parts = _by_verb(sentence, moments, verbs)
    since = begin
    for until, own in sorted(parts.items()):
        last = max(own, key=lambda each: each.due)
        upto = end if until == max(parts) else begin + until
        yield Commitment(begin + last.start, begin + last.end, _words(text[since:upto]), last.due)
        since = upto
    if not moments and (vague := _VAGUE.search(sentence)):
        yield Commitment(begin + vague.start(), begin + vague.end(), _words(text[begin:end]), None)


def _words(part: str) -> str:
    """A part of a sentence without what ties it to the one before and without its end."""
    return _TIE.sub("", part).strip().rstrip(".;:,!")


def _promising(sentence: str) -> list[int]:
    """Where the verbs end that promise something; courtesies do not."""
    return [found.end() for found in COMMITS.finditer(sentence) if not _POLITE.match(found[0])]


def _by_verb(sentence: str, moments: list[Moment], verbs: list[int]) -> dict[int, list[Moment]]:
    """The moments by where the verb of their clause ends: a moment belongs to the next such verb after it."""
    found: dict[int, list[Moment]] = {}
    ends = [each for each in verbs if _CLAUSE_ENDS.match(sentence, each)] or verbs
    for moment in moments:
        own = next((each for each in ends if each > moment.start), ends[-1])
        found.setdefault(own, []).append(moment)
    return found


def _sentences(flat: str) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE.finditer(flat):
        if found[0].strip():
            yield found.span()
