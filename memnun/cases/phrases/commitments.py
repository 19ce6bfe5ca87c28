"""Whether a sentence commits the brand to something, and to when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from memnun.cases.phrases.flattening import flatten
from memnun.cases.phrases.moments import find_moments
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
_SENTENCE = re.compile(r"[^\n!?;]+?(?:[!?;\n]|\.(?=\s|$)|$)")


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment of a text: where it stands, its sentence, and when it is due; None when no time is told."""

    start: int
    end: int
    sentence: str
    due: datetime | None


def find_commitments(text: str, now: datetime, calendar: Calendar) -> list[Commitment]:
    """What the writer commits to, in the order of the text; at most one a sentence, the latest moment of it."""
    flat = flatten(text)
    return [
        found
        for begin, end in _sentences(flat)
        if (found := _commitment(text, flat, begin, end, now, calendar))
    ]


def commits(text: str) -> bool:
    """Whether a sentence of the text can be a commitment, whatever time it names."""
    flat = flatten(text)
    return any(_can_commit(flat[begin:end]) for begin, end in _sentences(flat))


def _commitment(
    text: str, flat: str, begin: int, end: int, now: datetime, calendar: Calendar
) -> Commitment | None:
    sentence = flat[begin:end]
    if not _can_commit(sentence):
        return None
    told = text[begin:end].strip()
    moments = list(find_moments(sentence, now, calendar))
    if moments:
        last = max(moments, key=lambda each: each.due)
        return Commitment(begin + last.start, begin + last.end, told, last.due)
    vague = _VAGUE.search(sentence)
    return Commitment(begin + vague.start(), begin + vague.end(), told, None) if vague else None


def _can_commit(sentence: str) -> bool:
    """Whether a verb promises something, and nothing takes it back; courtesies alone do not."""
    return not _NOT.search(sentence) and any(
        not _POLITE.match(found[0]) for found in COMMITS.finditer(sentence)
    )


def _sentences(flat: str) -> Iterator[tuple[int, int]]:
    for found in _SENTENCE.finditer(flat):
        if found[0].strip():
            yield found.span()
