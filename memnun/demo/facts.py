"""The facts of one contact, named as the slots of the texts name them, worked out when first asked for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from memnun.demo.brand import CLUB, DELIVERY_PARTNER, SHORT_NAME, Branch, Employee
from memnun.demo.calendar import weekday_name, written
from memnun.demo.chance import Dice
from memnun.demo.customers import Customer
from memnun.demo.products import Product, lira
from memnun.demo.suffixes import Noun

_WORDS = (
    "sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on", "on bir", "on iki",
    "on üç", "on dört", "on beş",
)  # fmt: skip
_COLOURS = (
    "krem",
    "haki",
    "gri",
    "antrasit",
    "lacivert",
    "hardal",
    "kiremit",
    "bej",
    "beyaz",
    "ceviz",
    "pudra",
)
_WINDOWS = ("09.00-12.00", "10.00-14.00", "13.00-17.00", "14.00-18.00", "15.00-19.00")
_CAMPAIGNS = (
    "ikinci ürüne %40 indirim", "sepette %15", "3 al 2 öde", "kulübe özel %20", "5.000 TL'ye 750 TL indirim",
    "ilk siparişe 200 TL indirim", "ücretsiz kargo", "çeyiz paketi indirimi",
)  # fmt: skip
_EVENTS = (
    "seramik boyama atölyesi", "masa düzenleme atölyesi", "küçük evde düzen söyleşisi", "kahve tadımı",
    "bayram sofrası buluşması", "perde ve ışık atölyesi", "balkon bahçesi atölyesi", "çocuk odası söyleşisi",
    "ev kokuları atölyesi", "kanaviçe buluşması", "renk ve kumaş semineri", "yılbaşı süsü atölyesi",
)  # fmt: skip
_HOURS_TO = ("11.00'e", "12.00'ye", "15.00'e", "16.00'ya", "17.00'ye", "18.00'e")


class Facts(Mapping[str, Noun | str]):
    """What the texts may mention. `now` moves with the conversation, the other facts stay; `told` holds
    the names of those that were mentioned; `matter` is what it is about in a few words."""

    def __init__(
        self,
        rng: Dice,
        customer: Customer,
        product: Product,
        branch: Branch,
        agent: Employee,
        opened_at: datetime,
        matter: str = "",
    ) -> None:
        self.rng, self.customer, self.product, self.branch, self.agent = rng, customer, product, branch, agent
        self.opened_at = self.now = opened_at
        self.matter = matter
        self.waited = 3 + int(rng.expovariate(1 / 4)) % 12
        self.told: set[str] = set()
        self._known: dict[str, Noun | str] = {}

    def __getitem__(self, name: str) -> Noun | str:
        self.told.add(name)
        if name in _MOVING:
            return _MOVING[name](self)
        if name not in self._known:
            self._known[name] = _LASTING[name](self)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        yield from _LASTING
        yield from _MOVING

    def __len__(self) -> int:
        return len(_LASTING) + len(_MOVING)


def _count(facts: Facts, number: int) -> str:
    return _WORDS[number] if facts.rng.random() < 0.55 else str(number)


def _product_name(facts: Facts) -> Noun:
    return facts.product.full if facts.rng.random() < 0.6 else facts.product.noun


def _colours(facts: Facts) -> str:
    return facts.rng.choice(_COLOURS)


def _other_colour(facts: Facts) -> str:
    return facts.rng.choice([colour for colour in _COLOURS if colour != facts["colour"]])


def _past(facts: Facts, days: int) -> Noun:
    return Noun(written((facts.opened_at - timedelta(days)).date()), name=True)


def _deadline(facts: Facts) -> str:
    ahead = facts.rng.choice((1, 1, 1, 2, 2, 3))
    hour = facts.rng.choice(_HOURS_TO)
    day = facts.now + timedelta(ahead)
    if day.weekday() == 6:
        day += timedelta(1)
        ahead += 1
    if ahead == 1:
        return f"yarın {hour}"
    shown = weekday_name(day.date())
    return (
        f"{shown} günü {hour}"
        if facts.rng.random() < 0.5
        else f"{written(day.date())} {shown.capitalize()} {hour}"
    )


def _promised(facts: Facts) -> str:
    day = facts.now + timedelta(facts.rng.randint(2, 8))
    if day.weekday() == 6:
        day += timedelta(1)
    return f"{written(day.date())} {weekday_name(day.date()).capitalize()}"


def _past_day(facts: Facts) -> str:
    day = facts.opened_at - timedelta(facts.rng.randint(1, 5))
    return f"{written(day.date())} {weekday_name(day.date()).capitalize()}"


def _salutation(facts: Facts) -> str:
    """Ayşe Hanım, Mehmet Bey; the full name of those who never told how to address them."""
    honorific = {"bey": " Bey", "hanim": " Hanım"}.get(facts.customer.honorific)
    return f"{facts.customer.name.given}{honorific}" if honorific else f"Sayın {facts.customer.name.full}"


def _low_price(facts: Facts) -> str:
    lower = facts.product.price * facts.rng.choice((0.6, 0.7, 0.75, 0.8, 0.85))
    step = 50 if lower > 1000 else 5
    return lira(round(lower / step) * step)


def _district(facts: Facts) -> Noun:
    told = facts.customer
    return Noun(told.province if told.district == "Merkez" else told.district, name=True)


def _late_promise(facts: Facts) -> str:
    return facts.rng.choice(
        ("Yarın kesin", "24 saat içinde", "En geç cumaya", "İki güne kalmaz", "Bugün mutlaka")
    )


def _full_product(facts: Facts) -> Noun:
    return facts.product.full


_LASTING: dict[str, Callable[[Facts], Noun | str]] = {
    "order": lambda facts: f"{facts.rng.choice((41, 43, 46, 48))}{facts.rng.randrange(10**5):05d}",
    "product": _product_name,
    "full": _full_product,
    "item": lambda facts: facts.product.noun,
    "colour": _colours,
    "other_colour": _other_colour,
    "price": lambda facts: lira(facts.product.price),
    "low_price": _low_price,
    "amount": lambda facts: lira(facts.rng.choice((49.9, 79, 99, 119.5, 150, 189, 240, 320, 450, 675))),
    "days": lambda facts: _count(facts, facts.waited),
    "day_count": lambda facts: str(facts.waited),
    "year_count": lambda facts: str(facts.rng.choice((1, 2, 3, 4, 5, 6, 7))),
    "ordinal": lambda facts: facts.rng.choice(("ikinci", "üçüncü", "dördüncü")),
    "matter": lambda facts: facts.matter,
    "weeks": lambda facts: _count(facts, facts.rng.choice((2, 2, 3, 3, 4, 5))),
    "months": lambda facts: _count(facts, facts.rng.choice((1, 2, 3, 4, 5, 6, 8))),
    "years": lambda facts: _count(facts, facts.rng.choice((2, 3, 4, 5, 6, 8, 10))),
    "n": lambda facts: _count(facts, facts.rng.choice((2, 3, 3, 4, 5, 6))),
    "ordered": lambda facts: _past(facts, facts.waited),
    "past_date": _past_day,
    "minutes": lambda facts: str(facts.rng.choice((12, 15, 17, 20, 25, 30, 35, 40))),
    "branch": lambda facts: Noun(facts.branch.name, name=True),
    "district": _district,
    "province": lambda facts: Noun(facts.customer.province, name=True),
    "agent": lambda facts: Noun(facts.agent.given, name=True),
    "points": lambda facts: lira(facts.rng.choice((350, 480, 620, 750, 1100, 1250, 1840, 2400)))[:-3],
    "campaign": lambda facts: facts.rng.choice(_CAMPAIGNS),
    "tens": lambda facts: str(facts.rng.choice((20, 24, 30, 40, 50, 60, 80))),
    "age": lambda facts: str(facts.rng.choice((45, 52, 58, 60, 63, 67, 70, 74))),
    "event": lambda facts: facts.rng.choice(_EVENTS),
    "partner": lambda facts: Noun(DELIVERY_PARTNER.text.split(" ")[0], name=True),
    "club": lambda facts: CLUB,
    "brand": lambda facts: SHORT_NAME,
    "salutation": _salutation,
    "agent_called": lambda facts: Noun(facts.agent.called, name=True),
    "agent_full": lambda facts: facts.agent.name,
    "late_promise": _late_promise,
    "given": lambda facts: facts.customer.name.given,
    "full_name": lambda facts: facts.customer.name.full,
    "error_code": lambda facts: f"{facts.rng.choice(('E', 'ERR-', 'H'))}{facts.rng.randint(101, 599)}",
    "version": lambda facts: f"{facts.rng.randint(4, 6)}.{facts.rng.randint(0, 9)}.{facts.rng.randint(0, 4)}",
    "size": lambda facts: facts.rng.choice(("80x150", "120x180", "160x230", "200x290", "160x200", "180x200")),
    "width": lambda facts: str(facts.rng.choice((55, 60, 72, 80, 90, 110, 140, 160, 180, 210))),
    "guests": lambda facts: str(facts.rng.choice((6, 8, 10, 12, 14))),
}
_MOVING: dict[str, Callable[[Facts], Noun | str]] = {
    "deadline": _deadline,
    "promised": _promised,
    "window": lambda facts: facts.rng.choice(_WINDOWS),
}
