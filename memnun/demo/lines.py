"""Tables of templates that go around any matter: greetings, thanks, anger, signatures (`turns/*.txt`)."""

from functools import cache
from pathlib import Path

from memnun.demo.chance import Dice
from memnun.demo.phrasing import Facts, say

_FOLDER = Path(__file__).parent / "turns"


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


def line(name: str, rng: Dice, facts: Facts) -> str:
    """One line of a table, said. Raises KeyError for a table that is not there."""
    return say(rng.choice(tables()[name]), rng, facts)
