"""Names of invented people, about as often as they are met in Turkey."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from memnun.demo.chance import Dice, weighted

_FOLDER = Path(__file__).parent
_FOREIGN = (
    ("Anna", "Schneider", "f", "de"), ("Thomas", "Becker", "m", "de"), ("Claudia", "Wagner", "f", "de"),
    ("James", "Whitfield", "m", "en"), ("Sarah", "Collins", "f", "en"), ("Emma", "Hartley", "f", "en"),
    ("Daniel", "Murphy", "m", "en"), ("Olga", "Petrova", "f", "en"), ("Dmitri", "Sokolov", "m", "en"),
    ("Layla", "Haddad", "f", "en"), ("Omar", "Nasser", "m", "en"), ("Reza", "Karimi", "m", "en"),
    ("Nilufar", "Rahimova", "f", "tr"), ("Elmar", "Məmmədov", "m", "tr"), ("Aigerim", "Sadykova", "f", "en"),
    ("Sophie", "Lambert", "f", "en"), ("Marco", "Bianchi", "m", "en"), ("Ivana", "Horvat", "f", "en"),
    ("Yuki", "Tanaka", "f", "en"), ("Piotr", "Nowak", "m", "en"), ("Farah", "Aziz", "f", "en"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; `gender` is f or m, `language` what they write in."""

    given: str
    surname: str
    gender: str
    language: str = "tr"

    @property
    def full(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.surname}"


@cache
def _given_names(gender: str, age_group: str) -> tuple[tuple[str, float], ...]:
    found: list[tuple[str, float]] = []
    for line in _rows("given_names.txt"):
        head, names = line.split(":")
        of_gender, groups, weight = head.split()
        if of_gender == gender and age_group in groups:
            found += [(name, float(weight)) for name in names.split()]
    return tuple(found)


@cache
def _surnames() -> tuple[tuple[str, float], ...]:
    rows = (line.split(":") for line in _rows("surnames.txt"))
    return tuple((name, float(weight)) for weight, names in rows for name in names.split())


@cache
def places() -> tuple[tuple[tuple[str, tuple[str, ...]], float], ...]:
    """((province, districts), weight) for every province with customers."""
    rows = (line.split(":") for line in _rows("places.txt"))
    return tuple(
        ((head.split()[1], tuple(districts.split())), float(head.split()[0])) for head, districts in rows
    )


def _rows(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def a_name(rng: Dice, age_group: str) -> Name:
    """A name for an age group: o (55+), m (35–54) or y (under 35); one in forty is foreign."""
    if rng.random() < 0.025:
        return Name(*rng.choice(_FOREIGN))
    gender = "f" if rng.random() < 0.57 else "m"
    given = weighted(rng, _given_names(gender, age_group))
    if rng.random() < 0.11:
        second = weighted(rng, _given_names(gender, age_group))
        given = given if second == given else f"{given} {second}"
    return Name(given, a_surname(rng, double=gender == "f" and age_group != "y"), gender)


def a_surname(rng: Dice, *, double: bool = False) -> str:
    """A family name; `double` lets some keep the one they were born with too."""
    surname = weighted(rng, _surnames())
    if double and rng.random() < 0.07:
        own = weighted(rng, _surnames())
        surname = surname if own == surname else f"{own} {surname}"
    return surname


def a_place(rng: Dice) -> tuple[str, str]:
    """A province and one of its districts, the first ones more often."""
    province, districts = weighted(rng, places())
    return province, districts[min(int(rng.expovariate(2.2 / len(districts))), len(districts) - 1)]
