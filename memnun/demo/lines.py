"""Tables of templates that go around any matter: greetings, thanks, anger, signatures (`turns/*.txt`)."""

from functools import cache
from pathlib import Path

from memnun.demo.chance import Dice
from memnun.demo.phrasing import parse, slots_of

_FOLDER = Path(__file__).parent / "turns"
_PRODUCT = {"item", "product", "full"}


@cache
def tables() -> dict[str, tuple[str, ...]]:
    """Table name → its templates."""
    found: dict[str, list[str]] = {}
    name = ""
    for path in sorted(_FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("@"):
                name = line[1:].strip()
                found[name] = []
            elif line.strip() and not line.startswith("//"):
                found[name].append(line.replace("\\n", "\n"))
    return {name: tuple(templates) for name, templates in found.items()}


@cache
def _without_product(name: str) -> tuple[str, ...]:
    """The lines of a table that mention no product; all of them where every line does."""
    lines = tables()[name]
    return tuple(each for each in lines if not _PRODUCT & set(slots_of(parse(each)))) or lines


def template_of(name: str, rng: Dice, *, product: bool = True) -> str:
    """A template of a table, one that names no product where `product` is false.

    Raises KeyError for a table that is not there.
    """
    return rng.choice(tables()[name] if product else _without_product(name))
