"""Everything the phrase patterns say about a text, and how it moves the sentiment."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

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
from memnun.understanding.folding import Folded
from memnun.understanding.names import GIVEN_NAMES
from memnun.understanding.patterns import PatternSet, Place

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
_SET = PatternSet(_PHRASES, screens=(ABUSE_TRIGGERS, f"{_NAMES} {_TITLES}"))
_ABUSE, _NAME = 1, 2
_DIGITS_OF_A_NUMBER = 4
_DIGITS = b"0123456789"
ABOUTS = tuple(sorted({pattern.about for pattern in _PHRASES}))
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

    `flags` says of each of ABOUTS whether it is among its own, a byte each; `shift` is what they add to the negative, neutral and positive scores,
    `asked_shift` the same where the text is but a short question.
    """

    about: frozenset[str]
    flags: bytes
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
        flags=bytes(name in about for name in ABOUTS),
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
    """What was found in one text: `places` say what and where, in the order it is said; the others what to search it
    for besides."""

    places: dict[str, Place]
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
        return [_TOPICS[about] for about in self.places if about in _TOPICS]

    def shift(self, clauses: int, words: int) -> Shift:
        """What the phrases add to the negative, neutral and positive scores."""
        short = clauses <= _QUESTION_CLAUSES and words <= _QUESTION_WORDS
        return self.meaning.asked_shift if short else self.meaning.shift


def search(folded: Folded, shown: Sequence[str], words: Sequence[bytes]) -> list[Findings]:
    """Findings of every text of a batch; `shown` are its folded texts, `words` its tokens."""
    return [
        Findings(
            found,
            meaning_of(frozenset(found)),
            bool(screens & _ABUSE),
            bool(screens & _NAME),
            _digits(text),
        )
        for (found, screens), text in zip(_SET.search(folded, shown, words), shown, strict=True)
    ]


def _digits(text: str) -> int:
    """How many digits a text holds; an at sign counts as enough of them for the text to be searched."""
    shown = text.encode("ascii")
    return len(shown) - len(shown.translate(None, _DIGITS)) + _DIGITS_OF_A_NUMBER * shown.count(b"@")
