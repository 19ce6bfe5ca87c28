"""Sentences put together from words of our own: what is said of things, services and places, and what says
nothing.

`own_words/*.txt` hold blocks: names (:), what praises them (+), blames them (-), or shrugs and informs (=).
They teach words of trades the collected data hardly holds, which is what reading unseen customers rests on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

FOLDER = Path(__file__).with_name("own_words")
SIGNS = {"+": "positive", "-": "negative", "=": "neutral"}
OPPOSITE = {"+": "-", "-": "+"}
SEED = 7
A_PREDICATE = 10
SHRUGS = 4
CONTRASTS = 90
VERDICTS = 9
NOTES = 10
STORIES = 4
REVERSED = 1500

_OPENINGS = (
    "açıkçası |valla |gerçekten |cidden |bence |genel olarak |arkadaşlar |yani |bu arada |ilk izlenimim: |"
    "iki aydır kullanıyorum, |dün geldi, |ilk defa aldım, |uzun zamandır kullanıyorum, |eşime aldım, |"
    "kızıma aldım, |geçen hafta aldım, |indirimdeyken aldım, |merhaba, |arkadaş tavsiyesiyle geldim, |"
    "ailece gittik, "
).split("|")
_ENDS = {
    "+": "|||.|.|!|...| 👍| 😍| ❤️|!!| 👏| 🙏| :)".split("|"),
    "-": "|||.|.|!|...| 👎| 😡|!!!| 😒| :(".split("|"),
    "=": "|||.|.|...".split("|"),
}
_JOINTS = (", ", ", ", " ", ". ", " ve ")
_TURNS = "ama|fakat|ancak|yalnız|lakin|ama maalesef|ne var ki|tek kötü yanı|sadece".split("|")
_GOOD = (
    "kaliteli|sağlam|hızlı|güzel|iyi|kullanışlı|rahat|uygun|temiz|ilgili|başarılı|lezzetli|taze|orijinal|"
    "güvenilir|dürüst|pratik|dayanıklı|net|akıcı|yeterli|verimli|konforlu|ferah|eğlenceli|samimi|doğru|"
    "özenli|profesyonel|mantıklı"
).split("|")
_DENIALS = (
    "{name} {good} değil|{name} hiç {good} değil|{name} pek {good} değil|{name} {good} değildi|"
    "{name} hiç de {good} sayılmaz|{good} diyorlar ama hiç {good} değil|{name} o kadar da {good} değil|"
    "hiç {good} değil"
).split("|")
_AFFIRMATIONS = (
    "{name} çok {good}|{name} gayet {good}|{name} {good}|{name} gerçekten {good}|çok {good}|"
    "{good} bir {name}|{name} son derece {good}"
).split("|")
_NOTE_OPENINGS = ("Merhaba, ", "İyi günler, ", "Not: ", "Telefon görüşmesi: ", "Mağazada: ", "Selam, ")
_NOTE_ENDS = (".", ", teşekkürler", ". Bilginize.", " lütfen", "?")


@dataclass(frozen=True, slots=True)
class Block:
    """Names and, by sign, what is said of them."""

    names: tuple[str, ...] = ()
    said: dict[str, list[str]] = field(default_factory=lambda: {sign: [] for sign in SIGNS})


def blocks(name: str) -> list[Block]:
    """The blocks of one file; lines before the first names form a block without names."""
    found = [Block()]
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        parts = [part.strip() for part in line[1:].split("|")]
        if line.startswith(":"):
            found.append(Block(tuple(parts)))
        elif line[:1] in SIGNS:
            found[-1].said[line[0]].extend(parts)
    return [block for block in found if any(block.said.values())]


def own_sentences() -> list[tuple[str, str]]:
    """(text, sentiment) pairs, each text once, always the same in the same order."""
    chance = Random(SEED)  # noqa: S311
    trades = [block for name in ("shopping", "services", "places") for block in blocks(name)]
    [verdicts], [stories] = blocks("verdicts"), blocks("stories")
    made = dict[str, str]()
    for text, sentiment in (
        *(row for block in trades for row in _of_trade(block, trades, verdicts, chance)),
        *_alone(verdicts, VERDICTS, verdicts, chance),
        *_alone(stories, STORIES, verdicts, chance),
        *_reversed([name for block in trades for name in block.names], chance),
        *(row for block in blocks("notes") for row in _notes(block, chance)),
    ):
        made.setdefault(text[:1].upper() + text[1:] if chance.random() < 0.5 else text, sentiment)
    return list(made.items())


def _of_trade(
    block: Block, trades: list[Block], verdicts: Block, chance: Random
) -> Iterator[tuple[str, str]]:
    for sign in "+-":
        for _ in range(A_PREDICATE * len(block.said[sign])):
            said = _said(block, sign, chance.random() < 0.75, chance)
            for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
                other = block if chance.random() < 0.6 else chance.choice(trades)
                further = _said(other, sign, True, chance)
                said += chance.choice(_JOINTS) + (
                    further if chance.random() < 0.75 else chance.choice(verdicts.said[sign])
                )
            if chance.random() < 0.3:
                verdict, joint = chance.choice(verdicts.said[sign]), chance.choice(_JOINTS[:4])
                said = said + joint + verdict if chance.random() < 0.5 else verdict + joint + said
            yield _framed(said, sign, chance), SIGNS[sign]
    for _ in range(CONTRASTS):
        first = "+" if chance.random() < 0.6 else "-"
        last = _said(block, OPPOSITE[first], chance.random() < 0.8, chance)
        joint = chance.choice((" ", ", ")) + chance.choice(_TURNS)
        yield _framed(f"{_said(block, first, True, chance)}{joint} {last}", "=", chance), "mixed"
    for shrug in block.said["="]:
        for _ in range(SHRUGS):
            name = chance.choice(block.names) + " " if chance.random() < 0.7 else ""
            yield _framed(name + shrug, "=", chance), "neutral"


def _alone(block: Block, times: int, verdicts: Block, chance: Random) -> Iterator[tuple[str, str]]:
    for sign, sentiment in SIGNS.items():
        for said in block.said[sign]:
            yield said, sentiment
            for _ in range(times):
                more = chance.choice((", ", ". ", " ")) + chance.choice(verdicts.said[sign])
                yield _framed(said + (more if chance.random() < 0.6 else ""), sign, chance), sentiment


def _reversed(names: list[str], chance: Random) -> Iterator[tuple[str, str]]:
    """A good word denied blames; the same word affirmed keeps it from standing for blame itself."""
    for _ in range(REVERSED):
        name, good = chance.choice(names), chance.choice(_GOOD)
        yield chance.choice(_DENIALS).format(name=name, good=good) + chance.choice(_ENDS["-"]), "negative"
        if chance.random() < 0.6:
            praise = chance.choice(_AFFIRMATIONS).format(name=name, good=good)
            yield praise + chance.choice(_ENDS["+"]), "positive"


def _notes(block: Block, chance: Random) -> Iterator[tuple[str, str]]:
    for said in block.said["="]:
        for _ in range(NOTES):
            text = f"{chance.choice(block.names)} {said}" if block.names else said
            opening = chance.choice(_NOTE_OPENINGS) if chance.random() < 0.25 else ""
            yield opening + text + (chance.choice(_NOTE_ENDS) if chance.random() < 0.2 else ""), "neutral"


def _said(block: Block, sign: str, named: bool, chance: Random) -> str:
    said = chance.choice(block.said[sign])
    return f"{chance.choice(block.names)} {said}" if named else said


def _framed(said: str, sign: str, chance: Random) -> str:
    opening = chance.choice(_OPENINGS) if chance.random() < 0.7 else ""
    return opening + said + chance.choice(_ENDS[sign])
