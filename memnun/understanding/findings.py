"""Everything the phrase patterns say about a text, and how it moves the sentiment."""

from operator import itemgetter

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
ABOUTS = tuple(sorted({pattern.about for pattern in _PHRASES}))

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


class Findings:
    """What was found in one text; `about` names it, `matches` say where."""

    __slots__ = (
        "about",
        "broken_promise",
        "denied",
        "digits",
        "ironic",
        "matches",
        "may_abuse",
        "may_name",
        "noted",
        "rhetorical",
        "threats",
        "topics",
        "urgency",
    )  # fmt: skip

    def __init__(self, matches: list[Match], screen: int, digits: int) -> None:
        self.matches = matches
        self.may_abuse = bool(screen & _ABUSE)
        self.may_name = bool(screen & _NAME)
        self.digits = digits
        self.about = about = {match.about for match in matches}
        self.rhetorical = "rhetorical" in about
        if "not:suggestion" in about:
            about.discard("kind:suggestion")
        self.noted = "note" in about and not about & {"own_voice", "fault_told"}
        about -= {"own_voice", "fault_told"}
        asked = "kind:question" in about
        if self.rhetorical:
            about.discard("kind:question")
            self.rhetorical = asked
        self.broken_promise = "promise" in about
        self.ironic = "irony" in about
        if "kind:question" in about:
            about.discard("threat:leave")
        harmed = self.ironic or self.broken_promise or "turn:worse" in about
        self.denied = ("turn:denied" in about or "turn:solved" in about) and not harmed
        self.threats = [kind for about_threat, kind in _THREATS if about_threat in about]
        self.topics = [
            _TOPICS[name] for name in dict.fromkeys(map(itemgetter(0), matches)) if name in _TOPICS
        ]
        self.urgency = next((degree for name, degree in _URGENCIES if name in about), 0)

    @property
    def may_identify(self) -> bool:
        """Whether personal data may be there: a name, an at sign, or the digits of the shortest number."""
        return self.may_name or self.digits >= _DIGITS_OF_A_NUMBER

    def shift(self, clauses: int, words: int) -> tuple[float, float, float]:
        """What the phrases add to the negative, neutral and positive scores."""
        negative = neutral = positive = 0.0
        for holds, (to_negative, to_neutral, to_positive) in (
            (self.ironic, IRONY_SHIFT),
            (self.denied, DENIED_SHIFT),
            ("turn:worse" in self.about, WORSE_SHIFT),
            (self.broken_promise or bool(self.threats), STAKE_SHIFT),
            (self.rhetorical, RHETORICAL_SHIFT),
            ("kind:suggestion" in self.about, SUGGESTION_SHIFT),
            (self._plainly_asks(clauses, words), QUESTION_SHIFT),
            (self.noted and not self._at_stake(), NOTE_SHIFT),
        ):
            if holds:
                negative, neutral, positive = (
                    negative + to_negative,
                    neutral + to_neutral,
                    positive + to_positive,
                )
        return negative, neutral, positive

    def _plainly_asks(self, clauses: int, words: int) -> bool:
        return (
            "kind:question" in self.about
            and clauses <= _QUESTION_CLAUSES
            and words <= _QUESTION_WORDS
            and not self._at_stake()
        )

    def _at_stake(self) -> bool:
        return bool(self.threats) or self.broken_promise or self.rhetorical


def search(folded: Folded, words: WordHashes) -> list[Findings]:
    """Findings of every text of a batch."""
    marks = _SET.marks(folded, words)
    screens = marks_by_text(marks[:, -1] & _SCREENS, folded)
    marks[:, -1] &= ~_SCREENS
    matches = _SET.search(folded, marks, folded.shown_texts())
    digits = _digits(folded)
    return [
        Findings(found, screen, number)
        for found, screen, number in zip(matches, screens.tolist(), digits.tolist(), strict=True)
    ]


def _digits(folded: Folded) -> NDArray[np.int64]:
    """How many digits each text holds; a text with an at sign counts as holding enough to be searched."""
    digits = np.concatenate(([0], np.cumsum((folded.shown >= ord("0")) & (folded.shown <= ord("9")))))
    ats = np.concatenate(([0], np.cumsum(folded.shown == ord("@"))))
    bounds = folded.text_characters
    found: NDArray[np.int64] = np.maximum(
        np.diff(digits[bounds]), np.minimum(np.diff(ats[bounds]), 1) * _DIGITS_OF_A_NUMBER
    )
    return found
