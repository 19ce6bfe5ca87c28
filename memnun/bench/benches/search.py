"""The search page over a million contacts."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import urlencode

from memnun.bench.desk_of_a_brand import LARGE, Desk, history_house, in_rounds, open_desk
from memnun.bench.history import FIRST_NAMES, LAST_NAMES, SEED
from memnun.bench.registry import bench
from memnun.bench.report import Report
from memnun.bench.vocabulary import NOUNS, words

SEARCHES = 200
ROUNDS = 1


@bench("search", "the search page over 1,000,000 contacts")
def search(report: Report) -> None:
    """Whole pages: customers, conversation and thirty contacts with their excerpts; 200 different searches a kind."""
    with history_house("large") as house:
        house.django()
        large = open_desk(house, report, LARGE)
        for name, make in KINDS.items():
            [times] = in_rounds([large], [_paths(make, large)], rounds=ROUNDS)
            for percent in (50, 95):
                report.percentile(f"search.{name}.p{percent}", times, percent, unit="ms")


def _paths(make: Callable[[random.Random, Desk], list[str]], desk: Desk) -> list[str]:
    chance = random.Random(SEED)  # noqa: S311 - made searches, not secrets
    return [f"/search/?{urlencode({'q': query})}" for query in make(chance, desk)]


def _frequent(chance: random.Random, desk: Desk) -> list[str]:
    """Service words, each in one of its forms."""
    return chance.choices(words()[3:300], k=SEARCHES)


def _rare(chance: random.Random, desk: Desk) -> list[str]:
    return chance.sample(words()[-6_000:], SEARCHES)


def _order_number(chance: random.Random, desk: Desk) -> list[str]:
    return [f"SP{40_000_000 + 3 * chance.randrange(300_000)}" for _ in range(SEARCHES)]


def _beginning(chance: random.Random, desk: Desk) -> list[str]:
    """The first letters of a longer word, as one types."""
    long = [noun for noun in NOUNS if len(noun) > 6]
    return [chance.choice(long)[: chance.randint(4, 6)] for _ in range(SEARCHES)]


def _two_words(chance: random.Random, desk: Desk) -> list[str]:
    return [f"{chance.choice(words()[:400])} {chance.choice(words()[400:4_000])}" for _ in range(SEARCHES)]


def _phrase(chance: random.Random, desk: Desk) -> list[str]:
    return [f'"{chance.choice(words()[:120])} {chance.choice(words()[:120])}"' for _ in range(SEARCHES)]


def _without(chance: random.Random, desk: Desk) -> list[str]:
    return [" -".join(chance.sample(NOUNS[:60], 2)) for _ in range(SEARCHES)]


def _name(chance: random.Random, desk: Desk) -> list[str]:
    return [f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}" for _ in range(SEARCHES)]


def _phone(chance: random.Random, desk: Desk) -> list[str]:
    return desk.ids(
        "SELECT right(value, 7) FROM customers_identity WHERE kind = 'phone' ORDER BY md5(value) LIMIT %s",
        SEARCHES,
    )


KINDS = {
    "frequent_word": _frequent,
    "rare_word": _rare,
    "order_number": _order_number,
    "beginning_of_a_word": _beginning,
    "two_words": _two_words,
    "phrase": _phrase,
    "one_word_without_another": _without,
    "name": _name,
    "phone": _phone,
}
