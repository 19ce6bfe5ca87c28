"""Reads texts: folds and scores a whole batch in numpy, then puts one Reading a text together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from memnun.understanding import (
    irony,
    promises,
    questions,
    requests,
    suggestions,
    thanks,
    threats,
    topics,
    urgency,
)
from memnun.understanding.abuse import TRIGGERS as ABUSE_TRIGGERS
from memnun.understanding.abuse import find_abuse
from memnun.understanding.clauses import Clause, clause_starts
from memnun.understanding.features import WordHashes, extract
from memnun.understanding.folding import fold
from memnun.understanding.groups import decide_group
from memnun.understanding.language import identify, turkish_shares
from memnun.understanding.model import SENTIMENTS, Model, shipped, softmax
from memnun.understanding.names import GIVEN_NAMES
from memnun.understanding.patterns import Match, Pattern, PatternSet
from memnun.understanding.personal_data import Span, find_personal_data

BATCH = 1024
UNSURE_BELOW = 0.55
MIXED_FROM = 0.6
EVIDENCE_WORDS = 3


class Evidence(NamedTuple):
    """Words that decided: what about, offsets into the original text, the words, how much they weighed."""

    about: str
    start: int
    end: int
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is understood of one message."""

    language: str
    sentiment: str
    probabilities: dict[str, float]
    mixed: bool
    clauses: list[Clause]
    kinds: list[str]
    group: str
    topics: list[str]
    urgency: int
    threats: list[str]
    broken_promise: bool
    personal_data: list[Span]
    abuse: bool
    unsure: bool
    evidence: list[Evidence]
    version: str

    def as_dict(self) -> dict[str, Any]:
        """The reading as JSON-ready lists and dictionaries."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name in ("clauses", "personal_data", "evidence"):
            plain[name] = [row._asdict() for row in plain[name]]
        return plain


_SENSE = PatternSet(
    (
        *suggestions.PATTERNS,
        *suggestions.NOT_SUGGESTIONS,
        *questions.PATTERNS,
        *questions.RHETORICAL,
        *requests.PATTERNS,
        *thanks.PATTERNS,
    )
)
_STAKES = PatternSet((*threats.PATTERNS, *promises.PATTERNS, *urgency.PATTERNS, *irony.PATTERNS))
_SCREENS = PatternSet(
    (
        Pattern("abuse", ABUSE_TRIGGERS, ""),
        Pattern("personal", tuple(sorted(GIVEN_NAMES)), ""),
        Pattern("personal", ("hanim", "bey", "mah", "cad", "sok", "bulvar", "sayin", "adim", "ismim"), ""),
    )
)
_TOPICS = PatternSet(topics.PATTERNS)


def read(text: str) -> Reading:
    """Read one message; any string gives a reading."""
    return read_many([text])[0]


def read_many(texts: Sequence[str]) -> list[Reading]:
    """Read messages in batches; the fast path."""
    model = shipped()
    return [
        reading
        for start in range(0, len(texts), BATCH)
        for reading in _Batch(texts[start : start + BATCH], model).readings()
    ]


class _Batch:
    def __init__(self, texts: Sequence[str], model: Model) -> None:
        self.texts = texts
        self.model = model
        self.folded = fold(texts)
        self.words = WordHashes(self.folded)

    def readings(self) -> Iterator[Reading]:
        folded, words, model = self.folded, self.words, self.model
        scores, counts = model.token_scores(extract(folded, words, model.bits), len(folded.token_starts))
        logits = model.logits(scores, counts, folded.text_tokens)
        starts = clause_starts(folded, words)
        clause_probabilities = (
            softmax(
                model.logits(scores, counts, np.append(starts, len(folded.token_starts))) / model.temperature
            )
            if len(starts)
            else np.zeros((0, 3))
        )
        clause_bounds = np.searchsorted(starts, folded.text_tokens)
        shares, numbers = turkish_shares(folded, words, model.known)
        sense, stakes, about = (kind.search(folded, words) for kind in (_SENSE, _STAKES, _TOPICS))
        screens = _SCREENS.masks(folded, words)
        private = self._may_hold_numbers() | ((screens & np.uint64(6)) > 0)
        decisive = self._decisive_tokens(scores, logits)
        for number, text in enumerate(self.texts):
            clauses = self._clauses(number, starts, clause_bounds, clause_probabilities)
            yield self._assemble(
                number, text, logits[number], clauses, sense[number], stakes[number], about[number],
                language=identify(text, float(shares[number]), int(numbers[number])),
                spans=find_personal_data(text) if private[number] else [],
                abuse=find_abuse(text) if int(screens[number]) & 1 else None,
                decisive=decisive[number],
            )  # fmt: skip

    def _may_hold_numbers(self) -> NDArray[np.bool_]:
        shown = self.folded.shown
        digits = np.concatenate(([0], np.cumsum((shown >= ord("0")) & (shown <= ord("9")))))
        ats = np.concatenate(([0], np.cumsum(shown == ord("@"))))
        bounds = self.folded.text_characters
        numbers: NDArray[np.bool_] = (np.diff(digits[bounds]) >= 4) | (np.diff(ats[bounds]) > 0)
        return numbers

    def _decisive_tokens(
        self, scores: NDArray[np.float64], logits: NDArray[np.float64]
    ) -> list[list[tuple[int, float]]]:
        """The few tokens of each text that speak most for its winning class against the other two."""
        folded = self.folded
        winner = logits.argmax(axis=1)[folded.token_texts]
        rows = np.arange(len(scores))
        gain = scores[rows, winner] - (scores.sum(axis=1) - scores[rows, winner]) / 2
        order = np.lexsort((-gain, folded.token_texts))
        rank = np.arange(len(order)) - folded.text_tokens[folded.token_texts[order]]
        chosen = order[(rank < EVIDENCE_WORDS) & (gain[order] > 0)]
        found: list[list[tuple[int, float]]] = [[] for _ in self.texts]
        for token, text, weight in zip(
            chosen.tolist(), folded.token_texts[chosen].tolist(), gain[chosen].tolist(), strict=True
        ):
            found[text].append((token, weight))
        return found

    def _clauses(
        self,
        number: int,
        starts: NDArray[np.int64],
        bounds: NDArray[np.int64],
        probabilities: NDArray[np.float64],
    ) -> list[Clause]:
        folded = self.folded
        clauses = []
        for clause in range(bounds[number], bounds[number + 1]):
            first = starts[clause]
            last = (
                starts[clause + 1] - 1
                if clause + 1 < bounds[number + 1]
                else folded.text_tokens[number + 1] - 1
            )
            row = probabilities[clause]
            best = int(row.argmax())
            clauses.append(
                Clause(
                    int(folded.positions[folded.token_starts[first]]),
                    int(folded.positions[folded.token_ends[last] - 1]) + 1,
                    SENTIMENTS[best],
                    round(float(row[best]), 4),
                )
            )
        return clauses

    def _span(self, number: int, start: int, end: int) -> tuple[int, int]:
        offset = self.folded.text_characters[number]
        return int(self.folded.positions[offset + start]), int(self.folded.positions[offset + end - 1]) + 1

    def _evidence(self, number: int, text: str, match: Match) -> Evidence:
        start, end = self._span(number, match.start, max(match.end, match.start + 1))
        return Evidence(match.about, start, end, text[start:end], match.weight)

    def _assemble(
        self, number: int, text: str, logits: NDArray[np.float64], clauses: list[Clause],
        sense: list[Match], stakes: list[Match], about: list[Match], *, language: str, spans: list[Span],
        abuse: tuple[int, int] | None, decisive: list[tuple[int, float]],
    ) -> Reading:  # fmt: skip
        return _assemble(
            self, number, text, logits, clauses, sense, stakes, about, language, spans, abuse, decisive
        )


def _assemble(batch: _Batch, number: int, text: str, logits: NDArray[np.float64], clauses: list[Clause],
              sense: list[Match], stakes: list[Match], about: list[Match], language: str, spans: list[Span],
              abuse: tuple[int, int] | None, decisive: list[tuple[int, float]]) -> Reading:  # fmt: skip
    seen = {match.about for match in sense} | {match.about for match in stakes}
    if "not:suggestion" in seen:
        seen.discard("kind:suggestion")
    rhetorical = "rhetorical" in seen
    question = "kind:question" in seen and not rhetorical
    suggestion = "kind:suggestion" in seen
    broken = "promise" in seen
    ironic = "irony" in seen
    threats_told = [kind for kind in ("leave", "authority", "legal", "press") if f"threat:{kind}" in seen]
    shift = np.zeros(3)
    if ironic:
        shift += (3.0, 0, -1.0)
    if broken or threats_told:
        shift += (1.5, 0, 0)
    if rhetorical and "kind:question" in seen:
        shift += (1.0, 0, 0)
    if question and len(clauses) <= 2 and not threats_told and not broken:
        shift += (-0.5, 2.0, 0)
    if suggestion:
        shift += (-0.3, 1.0, 0)
    row = softmax(((logits + shift) / batch.model.temperature)[None, :])[0]
    probabilities = {name: round(float(row[place]), 4) for place, name in enumerate(SENTIMENTS)}
    sentiment = SENTIMENTS[int(row.argmax())]
    signs = {clause.sentiment for clause in clauses if clause.probability >= MIXED_FROM}
    mixed = {"positive", "negative"} <= signs
    kinds = _kinds(seen, sentiment, probabilities, question=question, suggestion=suggestion, mixed=mixed)
    group = decide_group(
        probabilities, kinds, mixed=mixed, threatened=bool(threats_told), broken_promise=broken
    )
    topics_found = list(dict.fromkeys(match.about[6:] for match in about))
    evidence = [
        Evidence(
            f"sentiment:{SENTIMENTS[int(logits.argmax())]}",
            *_token_span(batch, token, text),
            round(weight, 3),
        )
        for token, weight in decisive
    ]
    kept = {match.about: match for match in reversed([*sense, *stakes, *about])}
    evidence += [
        batch._evidence(number, text, match)
        for name, match in kept.items()
        if name in seen or name.startswith("topic:")
    ]
    if abuse:
        evidence.append(Evidence("abuse", *abuse, text[slice(*abuse)], 1.0))
    urgent = max([int(name[-1]) for name in seen if name.startswith("urgency:")], default=0)
    return Reading(
        language, sentiment, probabilities, mixed, clauses, kinds, group, topics_found, urgent, threats_told, broken,
        spans, abuse is not None, bool(row.max() < UNSURE_BELOW or ironic), evidence, batch.model.version,
    )  # fmt: skip


def _token_span(batch: _Batch, token: int, text: str) -> tuple[int, int, str]:
    folded = batch.folded
    start = int(folded.positions[folded.token_starts[token]])
    end = int(folded.positions[folded.token_ends[token] - 1]) + 1
    return start, end, text[start:end]


def _kinds(seen: set[str], sentiment: str, probabilities: dict[str, float], *, question: bool, suggestion: bool,
           mixed: bool) -> list[str]:  # fmt: skip
    strength = {}
    if suggestion:
        strength["suggestion"] = 0.9
    if question:
        strength["question"] = 0.85
    if probabilities["negative"] >= 0.5 or (mixed and probabilities["negative"] > 0.25) or "promise" in seen:
        strength["complaint"] = max(probabilities["negative"], 0.5)
    if sentiment == "positive":
        strength["praise"] = probabilities["positive"]
    if "kind:thanks" in seen and probabilities["negative"] < 0.5:
        strength["thanks"] = 0.6
    if "kind:request" in seen:
        strength["request"] = 0.55
    return sorted(strength, key=lambda kind: -strength[kind]) or ["other"]
