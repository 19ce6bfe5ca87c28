"""A conversation as contacts of the ledger: who is named how on which channel, what each turn says."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from memnun.demo import answers
from memnun.demo.brand import Employee, employee
from memnun.demo.casting import an_aside
from memnun.demo.contact_types import CONTACT_TYPES
from memnun.demo.customers import Customer
from memnun.demo.plots import awake, plot, within_hours
from memnun.demo.products import lira
from memnun.demo.registers import Words, note, opening, subject_of, typed
from memnun.demo.talk import Talk, Turn
from memnun.demo.voice import sentence_case, with_emoji
from memnun.interactions.contact import Contact, ContactCustomer, ContactPurchase, ContactRating

_SPOKEN = ("phone", "video", "in_person")
_NOTED = ("opening_again", "meeting_note", "callback_note")
_SHORTENED = {"chase": "chase_short", "thanks": "thanks_short"}
_BARE = ("gives_order", "english_thanks", "chase")
_GLAD = ("thanks", "solved", "good_words", "won_back", "buys", "event_reply", "idea_reply", "check_in_reply")


class Freshness:
    """Keeps people from saying what somebody said lately, word for word: remembers the last texts' hashes."""

    _REMEMBERED = 50_000
    _SHORT = 40

    def __init__(self) -> None:
        self._said: dict[int, None] = {}

    def words(self, talk: Talk, turn: Turn) -> Words:
        """The words of a turn, said anew up to three times while they are not new; short ones may repeat."""
        for _ in range(4):
            words = _words(talk, turn)
            if len(words.text) < self._SHORT or crc32(words.text.encode()) not in self._said:
                break
        self._said[crc32(words.text.encode())] = None
        if len(self._said) > self._REMEMBERED:
            del self._said[next(iter(self._said))]
        return words


def contacts_of(talk: Talk, end: datetime, fresh: Freshness) -> Iterator[Contact]:
    """The conversation's contacts in order, those after `end` left out."""
    at = talk.opened_at
    for number, turn in enumerate(plot(talk), 1):
        at = _moment(talk, turn, at)
        if at > end:
            return
        talk.facts.now = at
        talk.heard = number > 1
        words = fresh.words(talk, turn)
        yield Contact(
            channel=turn.channel,  # type: ignore[arg-type]
            external_id=f"{talk.key}-{number}",
            direction=turn.direction,  # type: ignore[arg-type]
            function=CONTACT_TYPES[talk.contact_type].function,  # type: ignore[arg-type]
            contact_type=talk.contact_type,  # type: ignore[arg-type]
            occurred_at=at,
            customer=known_as(talk.customer, turn.channel, introduced=talk.first and number == 1),
            thread=talk.key,
            subject=_subject(talk, turn, words, first=number == 1),
            text=words.text,
            staff=_staff(talk, turn),
            branch=talk.branch.code if turn.channel == "in_person" or "branch" in talk.facts.told else None,
            meta=_meta(talk),
            rating=_stars(talk, number),
            purchase=_purchase(talk),
        )


def _moment(talk: Talk, turn: Turn, before: datetime) -> datetime:
    at = before + turn.after
    if not turn.after:
        return within_hours(at, talk.rng, turn.channel) if turn.direction == "out" else at
    if turn.direction == "out" or turn.channel in _SPOKEN:
        automatic = talk.contact_type == "newsletter"
        return at if automatic else within_hours(at, talk.rng, turn.channel)
    return awake(at, talk.rng)


def _words(talk: Talk, turn: Turn) -> Words:
    if make := _MAKERS.get(turn.role):
        return make(talk)
    if turn.direction == "out" or turn.role in _NOTED:
        return Words(_agent_words(talk, turn))
    return Words(_customer_words(talk, turn))


def _agent_words(talk: Talk, turn: Turn) -> str:
    text = answers.said(talk, turn.role)
    if turn.role == "second_answer" and turn.channel == "email":
        return answers.framed(talk, text)
    return text


def _manager_answer(talk: Talk) -> Words:
    return Words(answers.said(talk, "manager_answer"))


def _told(talk: Talk) -> Words:
    return Words(note(talk))


def _rounded(talk: Talk, turn: Turn, text: str) -> str:
    """A reaction with a greeting before and a remark after it, more often in writing that takes its time."""
    slow = turn.channel in ("email", "web", "post")
    if talk.chance(0.5 if slow else 0.12):
        gap = "\n\n" if slow else " "
        text = talk.line("reaction_hello") + gap + sentence_case(text)
    if talk.chance(0.22 if slow else 0.1):
        text = f"{text} {talk.line('reaction_more')}"
    return text


def _follow_question(talk: Talk) -> Words:
    talk.aside, talk.own_answer = an_aside(talk.rng, talk.facts.product), ""
    words = talk.one_of(talk.aside.shorts)
    return Words(typed(talk, words if talk.channel in ("chat", "social") else sentence_case(words)))


def _follow_answer(talk: Talk) -> Words:
    if talk.aside is None:
        raise ValueError("an answer needs a question")
    return Words(answers.own_answer(talk) or sentence_case(talk.one_of(talk.aside.answers)))


def _follow_thanks(talk: Talk) -> Words:
    return Words(answers.own_answer(talk) or answers.said(talk, "follow_thanks"))


def _customer_words(talk: Talk, turn: Turn) -> str:
    table = turn.role
    if turn.channel in ("chat", "social") and table in _SHORTENED and talk.chance(0.5):
        table = _SHORTENED[table]
    text = talk.line(table)
    if turn.role not in _BARE and table == turn.role and talk.in_turkish:
        text = _rounded(talk, turn, text)
    text = typed(talk, text if talk.voice.small_letters and turn.channel != "email" else sentence_case(text))
    if turn.channel in ("chat", "social"):
        text = with_emoji(text, talk.voice, talk.rng, 1 if turn.role in _GLAD else -1 if talk.anger else 0)
    if turn.channel == "email" and turn.role != "gives_order" and talk.chance(0.5):
        text = f"{text}\n\n{talk.customer.name.given if talk.chance(0.5) else talk.customer.name.full}"
    return text


_MAKERS: dict[str, Callable[[Talk], Words]] = {
    "opening": opening,
    "answer": answers.answer,
    "manager_answer": _manager_answer,
    "told": _told,
    "follow_question": _follow_question,
    "follow_answer": _follow_answer,
    "follow_thanks": _follow_thanks,
}


def _subject(talk: Talk, turn: Turn, words: Words, *, first: bool) -> str:
    if turn.channel not in ("email", "web", "post"):
        return ""
    if first:
        talk.subject = words.subject or (subject_of(talk) if turn.direction == "out" else "")
        return talk.subject
    if turn.channel != talk.channel:
        return subject_of(talk)
    return f"Ynt: {talk.subject or talk.situation.label}" if turn.channel == "email" else ""


def _staff(talk: Talk, turn: Turn) -> str | None:
    speaker: Employee = employee("Murat") if turn.role == "manager_answer" else talk.agent
    if talk.contact_type == "newsletter":
        return None
    return speaker.email if turn.direction == "out" or turn.channel in _SPOKEN else None


def _meta(talk: Talk) -> dict[str, Any]:
    told = talk.facts.told
    found: dict[str, Any] = {}
    if "order" in told:
        found["order_number"] = str(talk.facts["order"])
    if told & {"product", "item", "full"}:
        found |= {"product": str(talk.facts.product.full), "product_code": talk.facts.product.code}
    if "price" in told:
        found["price"] = lira(talk.facts.product.price)
    if "campaign" in told:
        found["campaign"] = str(talk.facts["campaign"])
    return found


def _stars(talk: Talk, number: int) -> ContactRating | None:
    """A review begins with its stars."""
    if talk.contact_type != "bad_review" or number > 1:
        return None
    return ContactRating({"praise": 5, "complaint": max(1, 3 - talk.anger)}.get(talk.situation.kind, 4))


def _purchase(talk: Talk) -> ContactPurchase | None:
    """The order that is spoken of; it was placed as long ago as the customer says they have waited."""
    if "order" not in talk.facts.told:
        return None
    day = (talk.opened_at - timedelta(talk.facts.waited)).date()
    return ContactPurchase(day, str(talk.facts["order"]), str(talk.facts.product.full)[:200])


def known_as(customer: Customer, channel: str, *, introduced: bool = False) -> ContactCustomer:
    """The customer as the brand's till, switchboard and shop know them; `introduced` tells all facts.

    Who stands in the books twice filled in the web form as a guest: what they typed proves nothing.
    """
    return ContactCustomer(
        external_id=_external_id(customer, channel),
        name=customer.name.full,
        email=customer.email or None,
        phone=customer.telephone or None,
        claimed=customer.twin_of is not None,
        facts=_facts(customer) if introduced else {},
    )


def _external_id(customer: Customer, channel: str) -> str | None:
    if channel == "social":
        return customer.social
    if channel in ("chat", "web"):
        return customer.external_id
    return None


def _facts(customer: Customer) -> dict[str, Any]:
    told = {
        "member_number": customer.external_id,
        "hitap": customer.honorific,
        "language": customer.language,
        "age_band": customer.age_band,
        "education": customer.education,
        "income_band": customer.income_band,
        "marital_status": customer.marital_status,
        "province": customer.province,
        "district": customer.district,
    }
    return {name: value for name, value in told.items() if value}
