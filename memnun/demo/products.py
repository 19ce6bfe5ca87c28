"""What the sample brand sells."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from memnun.demo.chance import Dice
from memnun.demo.suffixes import Noun

_IN_A_ROOM = ("Mobilya", "Ev tekstili", "Aydınlatma", "Dekorasyon", "Çocuk odası")


@dataclass(frozen=True, slots=True)
class Product:
    """A product; `price` in TL, `traits` say what can happen to it (fragile, textile, electric …)."""

    code: str
    category: str
    series: str
    noun: Noun
    traits: frozenset[str]
    price: int

    @property
    def full(self) -> Noun:
        """Series and noun, as a customer reads them on the label: Lodos berjer."""
        return Noun(f"{self.series} {self.noun}", compound=self.noun.compound)


@cache
def products() -> tuple[Product, ...]:
    """The whole range, in the order of the catalogue."""
    with (Path(__file__).parent / "products.csv").open(encoding="utf-8") as table:
        return tuple(
            Product(
                code=f"HN-{row['category'][:2].upper()}-{number:03d}",
                category=row["category"],
                series=row["series"],
                noun=Noun(row["noun"], compound=row["compound"] == "1"),
                traits=_traits(row),
                price=int(row["price"]),
            )
            for number, row in enumerate(csv.DictReader(table), 1)
        )


def _traits(row: dict[str, str]) -> frozenset[str]:
    """The traits of the table; `large` for what comes by van, `room` for what has a place in a room."""
    traits = set(row["traits"].split())
    if "furniture" in traits and int(row["price"]) >= 2800:
        traits.add("large")
    if row["category"] in _IN_A_ROOM and int(row["price"]) > 600:
        traits.add("room")
    return frozenset(traits)


@cache
def with_trait(trait: str) -> tuple[Product, ...]:
    """The products with a trait; all of them for the empty one. Raises ValueError if none has it."""
    found = tuple(product for product in products() if not trait or trait in product.traits)
    if not found:
        raise ValueError(f"no product is {trait}")
    return found


def any_product(rng: Dice, trait: str = "") -> Product:
    """A product, cheap ones more often than dear ones."""
    candidates = with_trait(trait)
    first, second = rng.choice(candidates), rng.choice(candidates)
    return first if first.price <= second.price or rng.random() < 0.35 else second


def lira(amount: float) -> str:
    """1490 → 1.490 TL, 89.9 → 89,90 TL."""
    whole, part = f"{amount:,.2f}".replace(",", ".").rsplit(".", 1)
    return f"{whole} TL" if part == "00" else f"{whole},{part} TL"
