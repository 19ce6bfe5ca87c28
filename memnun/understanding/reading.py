"""Reads texts: folds and scores a whole batch in numpy, then puts one Reading a text together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.abuse import find_abuse
from memnun.understanding.bearing import AT_RISK, GROUP, GROUPS, KIND, OUTPUTS, SATISFIED, SENTIMENT
from memnun.understanding.brand_layer import Adaptation, LabelLayer
from memnun.understanding.clauses import Clause
from memnun.understanding.collecting import CollectionPaused
from memnun.understanding.evidence import Evidence, decisive_words, matched_words
from memnun.understanding.findings import Findings, Meaning
from memnun.understanding.folding import READ_WHOLE
from memnun.understanding.groups import decide_corrected_group, decide_groups, felt_by
from memnun.understanding.ideas import hear_ideas
from memnun.understanding.kinds import decide_kinds
from memnun.understanding.language import identify
from memnun.understanding.matrix import text_rows
from memnun.understanding.model import SENTIMENTS, Model, as_sentiments, mixed_odds, shipped, softmax
from memnun.understanding.perception import Perception, perceive
from memnun.understanding.personal_data import Span, find_personal_data
from memnun.understanding.second.hearing import Felt, ask
from memnun.understanding.second.reader import SecondReader

BATCH = 384
UNSURE_BELOW = 0.55
MIXED_FROM, MIXED_WITH_CLAUSES = 0.3, 0.15
"""How likely feelings must be mixed: by themselves, and where clauses stand against each other."""
SURE_CLAUSE = 0.6
BEARING_SHARE = 0.25
"""How far the bearing moves the sentiment: all the way reads our own messages best, not at all new sources."""
SOFTNESS = 0.55
_EQUAL_TO = 5
"""Digits to which two words may weigh the same; then the one said first goes first, read alone or in a batch."""
STRANGE_DOUBT = 0.18
GROUP_SHARE = 0.8
"""How much less the sources count where a text is strange to them, and how much the group it speaks for."""

_ABOUTS = tuple(f"sentiment:{sentiment}" for sentiment in SENTIMENTS)
_TOLD_OF = {
    GROUPS.index(AT_RISK): SENTIMENTS.index("negative"),
    GROUPS.index(SATISFIED): SENTIMENTS.index("positive"),
}


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
    confidence: float
    topics: list[str]
    urgency: int
    threats: list[str]
    broken_promise: bool
    personal_data: list[Span]
    abuse: bool
    unsure: bool
    evidence: list[Evidence]
    version: str
    second: str = ""
    """The version of the second reader where it was asked."""

    def as_dict(self) -> dict[str, Any]:
        """The reading as JSON-ready lists and dictionaries."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        for name in ("clauses", "personal_data", "evidence"):
            plain[name] = [row._asdict() for row in plain[name]]
        return plain


def read(text: str, *, adaptation: Adaptation | None = None, second: SecondReader | None = None) -> Reading:
    """Read one message; any string gives a reading. `adaptation` is what a brand's corrections taught; `second` is
    asked where the first reading is in doubt."""
    return read_many([text], adaptation=adaptation, second=second)[0]


def read_many(
    texts: Sequence[str],
    *,
    adaptation: Adaptation | None = None,
    second: SecondReader | None = None,
    model: Model | None = None,
) -> list[Reading]:
    """Read messages in batches; the fast path where no `second` reader is asked. `model` reads with other weights
    than the shipped ones."""
    model = model or shipped()
    readings: list[Reading] = []
    with CollectionPaused():
        for start in range(0, len(texts), BATCH):
            readings += _read_batch(texts[start : start + BATCH], model, adaptation, second)
    return readings


def _read_batch(
    texts: Sequence[str], model: Model, adaptation: Adaptation | None, second: SecondReader | None
) -> list[Reading]:
    seen = perceive(texts, model, adaptation)
    bearings = _bearings(seen, model)
    familiar = _familiar(seen, model)
    felt, felt_most = _felt(seen, bearings, familiar, model), seen.logits.argmax(axis=1)
    meanings = [finding.meaning for finding in seen.found]
    if familiar is not None:
        said = ["kind:suggestion" in meaning.about for meaning in meanings]
        bearings = hear_ideas(bearings, familiar[:, -1], said)
    asked = ask(second, texts, felt) if second else []
    shares = felt.shares
    felt_most[asked] = shares[asked].argmax(axis=1)
    groups = bearings[:, GROUP].tolist()
    rows = zip(
        texts,
        shares.round(4).tolist(),
        felt.mixed().tolist(),
        seen.clauses,
        seen.found,
        decide_kinds(bearings[:, KIND], meanings),
        decide_groups(groups, meanings),
        map(identify, texts, seen.turkish, seen.words),
        _evidence(texts, seen, model, _told_by(groups, felt_most.tolist())),
        strict=True,
    )
    readings = [_reading(*row, version=model.version) for row in rows]
    if adaptation and adaptation.labels:
        _relabel(readings, seen, bearings, model, adaptation.labels)
    for place in asked:
        readings[place].second = second.version if second else ""
    return readings


def _evidence(
    texts: Sequence[str], seen: Perception, model: Model, told: Sequence[int]
) -> Iterator[list[Evidence]]:
    """The words that decided each text's sentiment, then the phrases found in it."""
    folded, (begins, ends) = seen.folded, seen.spans
    gains = model.token_gains(seen.sums, seen.hidden, seen.lengths, folded.token_texts, told)
    weights, shown_weights = gains.round(_EQUAL_TO).tolist(), gains.round(3).data
    positions, characters = folded.positions.data, folded.text_characters.tolist()
    rows = zip(texts, seen.found, characters, pairwise(folded.text_tokens.tolist()), told, strict=False)
    for text, (places, meaning, *_screens), begin, bound, sentiment in rows:
        about = _ABOUTS[sentiment]
        evidence = [
            Evidence(
                about, begins[token], ends[token], text[begins[token] : ends[token]], shown_weights[token]
            )
            for token in decisive_words(weights, range(*bound))
        ]
        if places:
            evidence += matched_words(text, positions, begin, places, meaning.about)
        yield evidence


def _bearings(seen: Perception, model: Model) -> NDArray[np.float32]:
    """Texts x OUTPUTS: log-odds of the groups and kinds."""
    if model.bearing is None:
        return np.zeros((len(seen.found), OUTPUTS), dtype=np.float32)
    return model.bearing.scores(seen.inputs(model.bearing.abouts), model.bearing_words(seen.raw))


def _familiar(seen: Perception, model: Model) -> NDArray[np.float32] | None:
    """What the plain model says; a file in the making has none."""
    if model.familiar is None:
        return None
    return model.familiar.scores(seen.features, seen.folded.text_tokens)


def _felt(
    seen: Perception, bearings: NDArray[np.float32], familiar: NDArray[np.float32] | None, model: Model
) -> Felt:
    """What network, bearing and plain model say together. The more they agree the surer they are; together they are
    too sure, so their say is softened. Where a text is strange, they say less and its group says the rest."""
    scores: NDArray[np.float64] = np.log(seen.probabilities) + BEARING_SHARE * bearings[:, SENTIMENT]
    odds = seen.mixed_odds
    if familiar is not None:
        scores = SOFTNESS * (scores + as_sentiments(familiar))
        odds = SOFTNESS * (odds + mixed_odds(familiar))
    strange = np.zeros(len(scores), dtype=np.float32)
    if model.origin:
        strange = model.origin.strangeness(model.origin_words(seen.raw))
        doubt, share = STRANGE_DOUBT * strange[:, None], GROUP_SHARE * strange[:, None]
        scores = scores * (1 - doubt) + share * felt_by(bearings[:, GROUP])
    return Felt(softmax(scores), odds, strange)


def _told_by(groups: Sequence[Sequence[float]], felt_most: Sequence[int]) -> list[int]:
    """The sentiment whose words are shown: that of the group a message speaks for, else its own."""
    return [
        _TOLD_OF.get(scores.index(max(scores)), own) for scores, own in zip(groups, felt_most, strict=True)
    ]


def _relabel(
    readings: Sequence[Reading],
    seen: Perception,
    bearings: NDArray[np.float32],
    model: Model,
    layers: Sequence[LabelLayer],
) -> None:
    """Let a brand's layers change kinds and topics, and kinds the group."""
    rows = text_rows(seen.folded, seen.features, model.bits)
    scores = [layer.scores(rows).tolist() for layer in layers]
    for number, reading in enumerate(readings):
        shipped_kinds = set(reading.kinds)
        for layer, own in zip(layers, scores, strict=True):
            if layer.field == "kinds":
                known = [kind for kind in reading.kinds if kind != "other"]
                reading.kinds = layer.changed(known, own[number]) or ["other"]
            else:
                reading.topics = layer.changed(reading.topics, own[number])
        meaning = seen.found[number].meaning
        reading.group, reading.confidence = decide_corrected_group(
            bearings[number, GROUP],
            meaning,
            kinds=reading.kinds,
            corrected=shipped_kinds ^ set(reading.kinds),
        )
        reading.unsure = _unsure(max(reading.probabilities.values()), reading.confidence, meaning)


def _reading(
    text: str,
    row: list[float],
    mixed: float,
    clauses: list[Clause],
    finding: Findings,
    kinds: list[str],
    group: tuple[str, float],
    language: str,
    evidence: list[Evidence],
    *,
    version: str,
) -> Reading:
    meaning = finding.meaning
    abuse = find_abuse(text) if finding.may_abuse else None
    if abuse:
        evidence.append(Evidence("abuse", *abuse, text[slice(*abuse)], 1.0))
    highest = max(row)
    return Reading(
        language=language,
        sentiment=SENTIMENTS[row.index(highest)],
        probabilities=dict(zip(SENTIMENTS, row, strict=True)),
        mixed=not meaning.denied
        and (
            mixed >= MIXED_FROM
            or (mixed >= MIXED_WITH_CLAUSES and _opposed(clauses, "contrast" in meaning.about))
        ),
        clauses=clauses,
        kinds=kinds,
        group=group[0],
        confidence=group[1],
        topics=finding.topics,
        urgency=meaning.urgency,
        threats=list(meaning.threats),
        broken_promise=meaning.broken_promise,
        personal_data=_personal_data(text, finding),
        abuse=abuse is not None,
        unsure=_unsure(highest, group[1], meaning),
        evidence=evidence,
        version=version,
    )


def _unsure(highest: float, confidence: float, meaning: Meaning) -> bool:
    return highest < UNSURE_BELOW or confidence < UNSURE_BELOW or meaning.ironic


def _opposed(clauses: Sequence[Clause], contrast: bool) -> bool:
    """One clause surely praises and another surely blames, or the two sides of an 'ama' disagree."""
    signs = {clause.sentiment for clause in clauses if clause.probability >= SURE_CLAUSE}
    return {"positive", "negative"} <= signs or (
        contrast and len(clauses) > 1 and _disagree(clauses[0], clauses[-1])
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
