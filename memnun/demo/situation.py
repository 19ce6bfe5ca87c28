"""What contacts are about: situations read from `situations/*.txt`, one file a theme.

A situation begins with `@slug kind [key=value …] label`; its lines begin with a mark:
`#` subject, `>` the customer's words, `~` the same in short, `+` a detail, `?` a wish,
`=` an agent's answer, `!` what somebody notes after a call or a visit. `//` is a comment.
Words that need an answer of their own carry it behind `=>`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "situations"
_MARKS = {
    "#": "subjects",
    ">": "cores",
    "~": "shorts",
    "+": "details",
    "?": "wishes",
    "=": "answers",
    "!": "notes",
}
KINDS = ("complaint", "question", "request", "praise", "suggestion", "note")


@dataclass(slots=True)
class Situation:
    """One thing that happens between a customer and the brand, with all its phrasings.

    `trait`: the product must have it; `incident`: told only while that incident lasts;
    `season`: told only in that season; `weight`: how often against its like;
    `about_a_product`: most of the customer's words name one.
    """

    slug: str
    kind: str
    label: str
    theme: str
    trait: str = ""
    incident: str = ""
    season: str = ""
    weight: float = 1.0
    about_a_product: bool = False
    subjects: list[str] = field(default_factory=list)
    cores: list[str] = field(default_factory=list)
    shorts: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def templates(self) -> Iterator[str]:
        """Every template of the situation."""
        for name in _MARKS.values():
            yield from getattr(self, name)


@cache
def situations() -> tuple[Situation, ...]:
    """All situations of all themes."""
    found = [
        each for path in sorted(_FOLDER.glob("*.txt")) for each in _read(path.stem, path.read_text("utf-8"))
    ]
    for situation in found:
        words = situation.cores + situation.shorts or situation.notes
        naming = [each for each in words if any(name in each for name in ("{item", "{product", "{full"))]
        situation.about_a_product = len(naming) * 2 > len(words)
    return tuple(found)


@cache
def about(theme: str, kind: str = "") -> tuple[Situation, ...]:
    """The situations of a theme, of one kind if given."""
    return tuple(each for each in situations() if each.theme == theme and kind in ("", each.kind))


def _read(theme: str, text: str) -> Iterator[Situation]:
    situation: Situation | None = None
    for line in text.splitlines():
        if not line.strip() or line.startswith("//"):
            continue
        if line.startswith("@"):
            if situation:
                yield situation
            situation = _headed(theme, line[1:])
        elif situation is None or line[0] not in _MARKS:
            raise ValueError(f"{theme}: {line}")
        else:
            getattr(situation, _MARKS[line[0]]).append(line[1:].strip())
    if situation:
        yield situation


def _headed(theme: str, head: str) -> Situation:
    slug, kind, *rest = head.split()
    if kind not in KINDS:
        raise ValueError(f"{theme}: {kind} is no kind")
    pairs = dict(word.split("=", 1) for word in rest if "=" in word)
    label = " ".join(word for word in rest if "=" not in word)
    return Situation(
        slug,
        kind,
        label,
        theme,
        trait=pairs.get("trait", ""),
        incident=pairs.get("incident", ""),
        season=pairs.get("season", ""),
        weight=float(pairs.get("weight", 1)),
    )
