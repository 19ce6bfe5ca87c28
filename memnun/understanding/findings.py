"""Everything the phrase patterns say about a text, and how it moves the sentiment."""

from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from memnun.understanding import (
    irony,
    notes,
    promises,
    questions,
    requests,
    suggestions,
    thanks,
    threats,
    topics,
    turns,
    urgency,
    wishes,
)
from memnun.understanding.abuse import TRIGGERS as ABUSE_TRIGGERS
from memnun.understanding.features import WordHashes
from memnun.understanding.folding import Folded
from memnun.understanding.names import GIVEN_NAMES
from memnun.understanding.patterns import Match, Pattern, PatternSet, marks_by_text

_NAMES = " ".join(f"={name}" for name in sorted(GIVEN_NAMES))
_TITLES = "hanim =bey beye beyin mah cad sok bulvar =sayin =adim =ismim =ad =adi =isim"
_PHRASES = (
    *suggestions.PATTERNS,
    *wishes.PATTERNS,
    *suggestions.NOT_SUGGESTIONS,
    *questions.PATTERNS,
    *questions.RHETORICAL,
    *requests.PATTERNS,
    *thanks.PATTERNS,
    *threats.PATTERNS,
    *promises.PATTERNS,
    *urgency.PATTERNS,
    *irony.PATTERNS,
    *turns.PATTERNS,
    *notes.PATTERNS,
    *topics.PATTERNS,
)
_ABUSE, _NAME = 1 << 62, 1 << 63
_SCREENS = np.uint64(_ABUSE | _NAME)
_NEVER = r"(?!)"
_SET = PatternSet(
    (
        *_PHRASES,
        *(Pattern("", "", _NEVER) for _ in range(62 - len(_PHRASES) % 64)),
        Pattern("screen:abuse", ABUSE_TRIGGERS, _NEVER),
        Pattern("screen:name", f"{_NAMES} {_TITLES}", _NEVER),
    )
)
_DIGITS_OF_A_NUMBER = 4
_DIGIT_WORTH = np.zeros(128, dtype=np.uint8)
_DIGIT_WORTH[ord("0") : ord("9") + 1] = 1
_DIGIT_WORTH[ord("@")] = _DIGITS_OF_A_NUMBER
ABOUTS = tuple(sorted({pattern.about for pattern in _PHRASES}))
_PLACES = {about: place for place, about in enumerate(ABOUTS)}
_REMEMBERED = 4_096

Shift = tuple[float, float, float]

_THREATS = tuple((f"threat:{kind}", kind) for kind in threats.KINDS)
_TOPICS = {pattern.about: pattern.about.removeprefix("topic:") for pattern in topics.PATTERNS}
_URGENCIES = (("urgency:3", 3), ("urgency:2", 2), ("urgency:1", 1))

DENIED_SHIFT = (-1.5, 0.0, 1.5)
WORSE_SHIFT = (2.0, 0.0, 0.0)
IRONY_SHIFT = (3.0, 0.0, -1.0)
STAKE_SHIFT = (1.5, 0.0, 0.0)
RHETORICAL_SHIFT = (1.0, 0.0, 0.0)
QUESTION_SHIFT = (-1.0, 2.0, -0.3)
NOTE_SHIFT = (-0.8, 1.2, -0.3)
SUGGESTION_SHIFT = (0.0, 0.6, 0.0)
_QUESTION_CLAUSES = 2
_QUESTION_WORDS = 14


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the phrases of a text say together; texts in which the same ones held share it.

    `places` are those of its abouts in ABOUTS, `shift` what they add to the negative, neutral and positive scores,
    `asked_shift` the same where the text is but a short question.
    """

    about: frozenset[str]
    places: tuple[int, ...]
    ironic: bool
    broken_promise: bool
    denied: bool
    rhetorical: bool
    threats: tuple[str, ...]
    urgency: int
    shift: Shift
    asked_shift: Shift

    @property
    def at_stake(self) -> bool:
        """Whether a threat or a broken promise was told."""
        return self.broken_promise or bool(self.threats)


@lru_cache(maxsize=_REMEMBERED)
def meaning_of(said: frozenset[str]) -> Meaning:
    """What phrases mean beside each other: 'not a suggestion' takes one away, blame makes a question rhetorical."""
    about = said - {"own_voice", "fault_told"}
    if "not:suggestion" in about:
        about -= {"kind:suggestion"}
    rhetorical = about >= {"rhetorical", "kind:question"}
    if "rhetorical" in about:
        about -= {"kind:question"}
    if "kind:question" in about:
        about -= {"threat:leave"}
    ironic, broken_promise = "irony" in about, "promise" in about
    harmed = ironic or broken_promise or "turn:worse" in about
    denied = bool(about & {"turn:denied", "turn:solved"}) and not harmed
    threatened = tuple(kind for about_threat, kind in _THREATS if about_threat in about)
    noted = "note" in about and not said & {"own_voice", "fault_told"}
    at_stake = bool(threatened) or broken_promise or rhetorical
    shift = _sum_of_shifts(
        (ironic, IRONY_SHIFT),
        (denied, DENIED_SHIFT),
        ("turn:worse" in about, WORSE_SHIFT),
        (broken_promise or bool(threatened), STAKE_SHIFT),
        (rhetorical, RHETORICAL_SHIFT),
        ("kind:suggestion" in about, SUGGESTION_SHIFT),
        (noted and not at_stake, NOTE_SHIFT),
    )
    asks = "kind:question" in about and not at_stake
    return Meaning(
        about=about,
        places=tuple(_PLACES[name] for name in sorted(about)),
        ironic=ironic,
        broken_promise=broken_promise,
        denied=denied,
        rhetorical=rhetorical,
        threats=threatened,
        urgency=next((degree for name, degree in _URGENCIES if name in about), 0),
        shift=shift,
        asked_shift=_sum_of_shifts((True, shift), (asks, QUESTION_SHIFT)),
    )


def _sum_of_shifts(*shifts: tuple[bool, Shift]) -> Shift:
    held = [shift for holds, shift in shifts if holds]
    negative, neutral, positive = (sum(column) for column in zip((0.0, 0.0, 0.0), *held, strict=True))
    return negative, neutral, positive


class Findings(NamedTuple):
    """What was found in one text: `matches` say where, the others what to search it for besides."""

    matches: list[Match]
    meaning: Meaning
    may_abuse: bool
    may_name: bool
    digits: int

    @property
    def may_identify(self) -> bool:
        """Whether personal data may be there: a name, an at sign, or the digits of the shortest number."""
        return self.may_name or self.digits >= _DIGITS_OF_A_NUMBER

    @property
    def topics(self) -> list[str]:
        """Topics in the order their first words stand."""
        abouts = map(itemgetter(0), self.matches)
        return [_TOPICS[about] for about in dict.fromkeys(abouts) if about in _TOPICS]

    def shift(self, clauses: int, words: int) -> Shift:
        """What the phrases add to the negative, neutral and positive scores."""
        short = clauses <= _QUESTION_CLAUSES and words <= _QUESTION_WORDS
        return self.meaning.asked_shift if short else self.meaning.shift


def search(folded: Folded, words: WordHashes) -> list[Findings]:
    """Findings of every text of a batch."""
    marks = _SET.marks(folded, words)
    screens = marks_by_text(marks[:, -1] & _SCREENS, folded)
    marks[:, -1] &= ~_SCREENS
    matches = _SET.search(folded, marks, folded.shown_texts())
    digits = _digits(folded)
    return [
        Findings(
            found,
            meaning_of(frozenset(map(itemgetter(0), found))),
            bool(screen & _ABUSE),
            bool(screen & _NAME),
            number,
        )
        for found, screen, number in zip(matches, screens.tolist(), digits.tolist(), strict=True)
    ]


def _digits(folded: Folded) -> NDArray[np.int64]:
    """How many digits each text holds; an at sign counts as enough of them for the text to be searched."""
    found: NDArray[np.int64] = np.add.reduceat(
        _DIGIT_WORTH.take(folded.shown), folded.text_characters[:-1], dtype=np.int64
    )
    return found
