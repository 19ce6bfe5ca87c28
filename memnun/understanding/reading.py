"""Reads texts: folds and scores a whole batch in numpy, then puts one Reading a text together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memnun.understanding import findings
from memnun.understanding.abuse import find_abuse
from memnun.understanding.brand_layer import Adaptation, LabelLayer
from memnun.understanding.clauses import Clause, clause_starts
from memnun.understanding.evidence import Evidence, decisive_words, matched_words
from memnun.understanding.features import Features, WordHashes, extract
from memnun.understanding.findings import Findings
from memnun.understanding.folding import READ_WHOLE, Folded, fold
from memnun.understanding.groups import decide_group
from memnun.understanding.kinds import decide_kinds
from memnun.understanding.language import identify, turkish_shares
from memnun.understanding.matrix import text_rows
from memnun.understanding.model import SENTIMENTS, Model, shipped, softmax
from memnun.understanding.personal_data import Span, find_personal_data

BATCH = 384
UNSURE_BELOW = 0.55
MIXED_FROM = 0.6


@dataclass(slots=True)
class Reading:
    """All that is understood of one message. Offsets count characters of the text as it was given.

    Not frozen, because a frozen one takes twice as long to make.
    """

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


def read(text: str, *, adaptation: Adaptation | None = None) -> Reading:
    """Read one message; any string gives a reading. `adaptation` is what a brand's corrections taught."""
    return read_many([text], adaptation=adaptation)[0]


def read_many(
    texts: Sequence[str], *, adaptation: Adaptation | None = None, model: Model | None = None
) -> list[Reading]:
    """Read messages in batches; the fast path. `model` reads with other weights than the shipped ones."""
    model = model or shipped()
    batches = (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))
    return [reading for batch in batches for reading in _read_batch(batch, model, adaptation)]


def _read_batch(texts: Sequence[str], model: Model, adaptation: Adaptation | None) -> Iterator[Reading]:
    folded = fold(texts)
    words = WordHashes(folded)
    features = extract(folded, words, model.bits)
    sums, counts = model.token_sums(features, len(folded.token_starts))
    hidden, size = model.hidden(sums, counts, folded.text_tokens)
    logits = model.logits(hidden, size)
    relabelled = _relabelled(folded, features, model, adaptation)
    if adaptation:
        logits = logits + adaptation.shift(hidden)
    clauses = _clauses(folded, words, model, sums, counts)
    found = findings.search(folded, words)
    shares, numbers = turkish_shares(folded, words, model.known)
    shifts = [
        finding.shift(len(own), count)
        for finding, own, count in zip(found, clauses, numbers.tolist(), strict=True)
    ]
    probabilities = softmax(logits + np.array(shifts).reshape(-1, 3))
    bounds, decisive = decisive_words(
        folded, model.token_scores(sums, hidden, size, folded.token_texts), logits.argmax(axis=1)
    )
    positions = folded.positions.tolist()
    characters = folded.text_characters.tolist()
    for number, (text, finding, own, row, share, count) in enumerate(
        zip(
            texts,
            found,
            clauses,
            np.round(probabilities, 4).tolist(),
            shares.tolist(),
            numbers.tolist(),
            strict=True,
        )
    ):
        evidence = [
            Evidence(about, start, end, text[start:end], weight)
            for start, end, about, weight in decisive[bounds[number] : bounds[number + 1]]
        ]
        own_positions = positions[characters[number] : characters[number + 1]] if finding.matches else []
        layers = [(layer, scores[number]) for layer, scores in relabelled]
        yield _reading(
            text,
            row,
            own,
            finding,
            identify(text, share, count),
            evidence,
            own_positions,
            model.version,
            layers,
        )


def _relabelled(
    folded: Folded, features: Features, model: Model, adaptation: Adaptation | None
) -> list[tuple[LabelLayer, list[list[float]]]]:
    """What a brand's layers of kinds and topics say of every text."""
    if not adaptation or not adaptation.labels:
        return []
    rows = text_rows(folded, features, model.bits)
    return [(layer, layer.scores(rows).tolist()) for layer in adaptation.labels]


def _clauses(
    folded: Folded, words: WordHashes, model: Model, sums: NDArray[np.float32], counts: NDArray[np.int64]
) -> list[list[Clause]]:
    texts = len(folded.text_tokens) - 1
    rows: list[list[Clause]] = [[] for _ in range(texts)]
    starts = clause_starts(folded, words)
    if not len(starts):
        return rows
    ends = np.append(starts[1:], len(folded.token_starts))
    probabilities = softmax(model.logits(*model.hidden(sums, counts, np.append(starts, ends[-1]))))
    best = probabilities.argmax(axis=1)
    for owner, start, end, place, probability in zip(
        folded.token_texts[starts].tolist(),
        folded.positions[folded.token_starts[starts]].tolist(),
        (folded.positions[folded.token_ends[ends - 1] - 1] + 1).tolist(),
        best.tolist(),
        np.round(probabilities[np.arange(len(best)), best], 4).tolist(),
        strict=True,
    ):
        rows[owner].append(Clause(start, end, SENTIMENTS[place], probability))
    return rows


def _reading(
    text: str,
    row: list[float],
    clauses: list[Clause],
    finding: Findings,
    language: str,
    evidence: list[Evidence],
    positions: list[int],
    version: str,
    layers: list[tuple[LabelLayer, list[float]]],
) -> Reading:
    probabilities = dict(zip(SENTIMENTS, row, strict=True))
    signs = {clause.sentiment for clause in clauses if clause.probability >= MIXED_FROM}
    mixed = len(clauses) > 1 and (
        {"positive", "negative"} <= signs
        or ("contrast" in finding.about and _disagree(clauses[0], clauses[-1]))
    )
    mixed = mixed and not finding.denied
    kinds = decide_kinds(finding.about, probabilities, mixed=mixed)
    topics = finding.topics
    for layer, scores in layers:
        if layer.field == "kinds":
            kinds = layer.changed([kind for kind in kinds if kind != "other"], scores) or ["other"]
        else:
            topics = layer.changed(topics, scores)
    group = decide_group(
        probabilities,
        kinds,
        mixed=mixed,
        ends_well=bool(clauses) and clauses[-1].sentiment == "positive",
        mild="mild" in finding.about,
        at_stake=bool(finding.threats) or finding.broken_promise,
    )
    if finding.matches:
        evidence += matched_words(text, positions, finding.matches, finding.about)
    abuse = find_abuse(text) if finding.may_abuse else None
    if abuse:
        evidence.append(Evidence("abuse", *abuse, text[slice(*abuse)], 1.0))
    highest = max(row)
    return Reading(
        language=language,
        sentiment=SENTIMENTS[row.index(highest)],
        probabilities=probabilities,
        mixed=mixed,
        clauses=clauses,
        kinds=kinds,
        group=group,
        topics=topics,
        urgency=finding.urgency,
        threats=finding.threats,
        broken_promise=finding.broken_promise,
        personal_data=_personal_data(text, finding),
        abuse=abuse is not None,
        unsure=highest < UNSURE_BELOW or finding.ironic,
        evidence=evidence,
        version=version,
    )


def _disagree(first: Clause, last: Clause) -> bool:
    """One clause praises and the other does not, on the two sides of an 'ama'."""
    return (first.sentiment == "positive") != (last.sentiment == "positive")


def _personal_data(text: str, finding: Findings) -> list[Span]:
    """Searched in the whole of a long text, also in the middle that is not read."""
    if len(text) > READ_WHOLE:
        return find_personal_data(text)
    if not finding.may_identify:
        return []
    return find_personal_data(text, digits=finding.digits, names=finding.may_name)
