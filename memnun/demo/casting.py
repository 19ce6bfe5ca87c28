"""Choosing who meets whom about what, on which channel."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from memnun.demo import brand
from memnun.demo.arcs import Step
from memnun.demo.brand import Branch, Employee
from memnun.demo.calendar import season_on
from memnun.demo.chance import Dice, weighted
from memnun.demo.contact_types import CONTACT_TYPES
from memnun.demo.customers import Customer
from memnun.demo.facts import Facts
from memnun.demo.incidents import Incident
from memnun.demo.products import Product, any_product
from memnun.demo.situation import Situation, about, situations
from memnun.demo.talk import Talk
from memnun.demo.voice import voice_of
from memnun.foundation.turkish.case import lower

_NEEDS: dict[str, tuple[tuple[str, float], ...]] = {
    "complaint": (("support_call", 46), ("service_request", 34), ("bad_review", 13), ("social_question", 9)),
    "question": (("support_call", 46), ("service_request", 34), ("social_question", 22)),
    "request": (("support_call", 50), ("service_request", 50)),
    "praise": (("service_request", 34), ("bad_review", 30), ("social_question", 18), ("support_call", 16)),
    "suggestion": (("service_request", 68), ("social_question", 20), ("support_call", 9)),
    "marketing": (("advert_comment", 31), ("store_sign", 18), ("newsletter", 27), ("event", 22)),
    "sales": (("sales_call", 34), ("chat_sale", 17), ("meeting", 11), ("follow_up", 25)),
    "courtesy": (("courtesy_call", 1),),
    "outreach": (("success_outreach", 1),),
}
_OWN_THEMES = {
    "advert_comment": "adverts",
    "store_sign": "signs",
    "newsletter": "newsletter",
    "event": "events",
    "sales_call": "sales",
    "chat_sale": "sales",
    "meeting": "meetings",
    "courtesy_call": "courtesy",
    "follow_up": "followups",
    "success_outreach": "outreach",
}
_TEAMS = {"marketing": brand.SOCIAL, "sales": brand.SALES, "service": brand.CARE}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a contact happens in: the seed and its day, and the trouble of the day if there is one."""

    seed: int
    day: date
    incident: Incident | None = None

    @property
    def strain(self) -> float:
        """How many times longer than usual an answer takes."""
        return season_on(self.day).strain * (2.0 if self.incident else 1.0)


@dataclass(frozen=True, slots=True)
class Way:
    """How a contact comes: its type and its channel."""

    contact_type: str
    channel: str


def cast(
    rng: Dice, key: str, customer: Customer, step: Step, at: datetime, way: Way, now: Circumstances
) -> Talk:
    """A conversation ready to be told."""
    situation = _situation(rng, customer, step, way.contact_type, now)
    branch, agent = a_branch(rng, customer), _agent(rng, way)
    product = any_product(rng, situation.trait)
    return Talk(
        rng=rng,
        key=key,
        customer=customer,
        voice=voice_of(now.seed, customer),
        situation=situation,
        contact_type=way.contact_type,
        channel=way.channel,
        agent=agent,
        branch=branch,
        facts=Facts(rng, customer, product, branch, agent, at, matter=lower(situation.label)),
        opened_at=at,
        anger=step.anger,
        strain=now.strain,
    )


def a_way(rng: Dice, need: str, customer: Customer) -> Way | None:
    """How this customer comes with a need; None where no way is open to them."""
    reachable = [(slug, weight) for slug, weight in _NEEDS[need] if _channels(slug, customer, need)]
    if not reachable:
        return None
    slug = weighted(rng, reachable)
    return Way(slug, weighted(rng, _channels(slug, customer, need)))


def _channels(slug: str, customer: Customer, need: str) -> tuple[tuple[str, float], ...]:
    return tuple(
        (channel, weight * (2.5 if channel in customer.preferred_channels else 1) * _habit(channel, customer))
        for channel, weight in CONTACT_TYPES[slug].channels
        if _can_use(channel, customer) and not (channel == "video" and need in ("praise", "suggestion"))
    )


def _can_use(channel: str, customer: Customer) -> bool:
    if customer.twin_of:
        return channel == "web"
    needed = {"email": customer.email, "phone": customer.telephone, "social": customer.social}
    return bool(needed.get(channel, customer.email or customer.telephone))


def _habit(channel: str, customer: Customer) -> float:
    if channel == "post":
        return {"o": 2.5, "m": 0.7, "y": 0.15}[customer.age_group]
    return 0.4 if channel in ("chat", "video") and customer.age_group == "o" else 1.0


def _situation(rng: Dice, customer: Customer, step: Step, contact_type: str, now: Circumstances) -> Situation:
    if (
        customer.language != "tr"
        and contact_type in ("service_request", "social_question")
        and rng.random() < 0.7
    ):
        return rng.choice(_fitting("english", "", "", ""))
    season = season_on(now.day).slug
    theme = _OWN_THEMES.get(contact_type, "")
    if theme == "outreach":
        return _chosen(rng, _fitting(theme, "complaint" if step.anger > 1 else "praise", "", ""))
    if theme:
        return _chosen(rng, _fitting(theme, "", season, ""))
    incident = now.incident.slug if now.incident and step.need == "complaint" else ""
    return _chosen(rng, _fitting("", step.need, season, incident))


def _chosen(rng: Dice, candidates: tuple[Situation, ...]) -> Situation:
    return weighted(rng, tuple((each, each.weight) for each in candidates))


@cache
def _fitting(theme: str, kind: str, season: str, incident: str) -> tuple[Situation, ...]:
    """Situations of a theme (of any service theme if empty) and kind, in a season, of an incident."""
    own = {*_OWN_THEMES.values(), "english", "asides"}
    found = tuple(
        each
        for each in situations()
        if (each.theme == theme if theme else each.theme not in own)
        and kind in ("", each.kind)
        and each.season in ("", season)
        and each.incident == incident
    )
    if not found:
        raise ValueError(f"no situation for {theme or 'service'} {kind} {season} {incident}")
    return found


def an_aside(rng: Dice, product: Product) -> Situation:
    """A question asked in passing that suits the product."""
    fitting = [each for each in about("asides") if each.trait in ("", *product.traits)]
    return rng.choice(fitting)


def a_branch(rng: Dice, customer: Customer) -> Branch:
    """A branch of the customer's province, or a large one."""
    near = [each for each in brand.branches() if each.province == customer.province]
    here = [each for each in near if each.district == customer.district]
    if here and rng.random() < 0.7:
        return here[0]
    return weighted(rng, tuple((each, each.weight) for each in near or brand.branches()))


def _agent(rng: Dice, way: Way) -> Employee:
    team = brand.SHOPS if way.channel == "in_person" else _TEAMS[CONTACT_TYPES[way.contact_type].function]
    return rng.choice(brand.agents(team))
