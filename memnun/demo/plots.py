"""How a conversation runs: who speaks in which order, how long each takes, how it ends."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from memnun.demo.chance import Dice, weighted
from memnun.demo.talk import Talk, Turn

_REPLY_MINUTES = {
    "chat": 2.2, "social": 90.0, "email": 330.0, "web": 480.0, "phone": 200.0, "video": 600.0,
    "in_person": 900.0, "post": 2900.0,
}  # fmt: skip
_PONDER_MINUTES = {"chat": 2.5, "social": 75.0, "email": 420.0, "web": 700.0}
_HAPPY_KINDS = ("praise", "suggestion")


def plot(talk: Talk) -> Iterator[Turn]:
    """The turns of a conversation, in order. The first is at once."""
    return _PLOTS.get(talk.contact_type, _service)(talk)


def _turn(talk: Talk, role: str, direction: str, channel: str = "", slower: float = 1.0) -> Turn:
    channel = channel or talk.channel
    pause = reply_pause if direction == "out" else ponder_pause
    return Turn(role, direction, pause(talk, channel) * slower, channel)


def _first(talk: Talk, role: str = "opening", direction: str = "in") -> Turn:
    return Turn(role, direction, timedelta(0), talk.channel)


def reply_pause(talk: Talk, channel: str) -> timedelta:
    """How long this agent takes on this channel in a time as busy as this."""
    spread = talk.rng.lognormvariate(0, 0.7)
    return timedelta(minutes=_REPLY_MINUTES[channel] * talk.agent.pace * talk.strain * spread)


def ponder_pause(talk: Talk, channel: str) -> timedelta:
    """How long a customer takes to write back."""
    return timedelta(minutes=_PONDER_MINUTES.get(channel, 900.0) * talk.rng.lognormvariate(0, 0.9))


def _days(rng: Dice, low: float, high: float) -> timedelta:
    return timedelta(days=rng.uniform(low, high))


def _service(talk: Talk) -> Iterator[Turn]:
    if not talk.in_turkish and talk.channel not in ("phone", "video", "in_person"):
        return _simple(talk, "english_thanks")
    if talk.channel in ("phone", "video", "in_person"):
        return _spoken_service(talk)
    if talk.situation.kind == "complaint":
        return _written_complaint(talk)
    return _written_contact(talk)


def _simple(talk: Talk, thanks: str) -> Iterator[Turn]:
    yield _first(talk)
    yield _turn(talk, "answer", "out")
    if talk.chance(0.4):
        yield _turn(talk, thanks, "in")


def _spoken_service(talk: Talk) -> Iterator[Turn]:
    """A call or a visit is one contact; a complaint is often called back."""
    yield _first(talk)
    if talk.situation.kind != "complaint" or not talk.chance(0.42):
        return
    yield Turn("callback_note", "out", reply_pause(talk, "phone"), "phone")
    if talk.chance(0.3 + talk.anger * 0.1):
        yield Turn("opening_again", "in", _days(talk.rng, 1, 4), "phone")
        if talk.chance(0.5):
            yield Turn("callback_note", "out", reply_pause(talk, "phone"), "phone")


def _written_complaint(talk: Talk) -> Iterator[Turn]:
    yield _first(talk)
    if talk.channel == "chat":
        yield from _chat_questions(talk)
    elif talk.chance(0.1 + 0.1 * (talk.strain > 1.5)):
        yield _turn(talk, "chase", "in", slower=3)
    if not talk.chance(0.97):
        return
    yield _turn(talk, "answer", "out")
    yield from _after_answer(talk, rounds=2)


def _chat_questions(talk: Talk) -> Iterator[Turn]:
    if talk.chance(0.5):
        yield _turn(talk, "ask_order", "out")
        yield _turn(talk, "gives_order", "in")
    elif talk.chance(0.15):
        yield _turn(talk, "chase", "in")


def _after_answer(talk: Talk, rounds: int) -> Iterator[Turn]:
    """What an answered complaint comes to: peace, waiting, another round, a threat, silence."""
    warmth = talk.agent.warmth
    ending = weighted(
        talk.rng,
        (
            ("solved", 2.2 * warmth),
            ("wait", 1.6 * warmth),
            ("unsolved", 0.5 + 0.35 * talk.anger + 0.8 * (1 - warmth)),
            ("threat", 0.02 + 0.17 * talk.anger * (rounds < 2 or talk.anger > 2)),
            ("", 1.3),
        ),
    )
    if not ending:
        return
    later = _days(talk.rng, 0.8, 5) if ending in ("solved", "unsolved") else timedelta(0)
    turn = _turn(talk, ending, "in")
    yield Turn(turn.role, "in", turn.after + later, turn.channel)
    yield from _after_reaction(talk, ending, rounds)


def _after_reaction(talk: Talk, ending: str, rounds: int) -> Iterator[Turn]:
    if ending == "solved" and talk.chance(0.45):
        yield _turn(talk, "solved_reply", "out")
    elif ending == "wait" and talk.chance(0.45):
        yield Turn(
            talk.rng.choice(("solved", "solved", "unsolved")), "in", _days(talk.rng, 0.8, 4), talk.channel
        )
    elif ending == "unsolved" and rounds:
        talk.anger = min(3, talk.anger + 1)
        yield _turn(talk, "second_answer", "out")
        yield from _after_answer(talk, rounds - 1)
    elif ending == "threat":
        yield _turn(talk, "manager_answer", "out")
        if talk.chance(0.6):
            yield _turn(talk, talk.rng.choice(("won_back", "wait", "farewell")), "in", slower=2)


def _written_contact(talk: Talk) -> Iterator[Turn]:
    """A question, a request, praise or an idea in writing."""
    kind = talk.situation.kind
    yield _first(talk)
    if not talk.chance(0.9 if kind in _HAPPY_KINDS else 0.975):
        return
    yield _turn(talk, "answer", "out")
    if kind == "praise":
        thanks = "good_words" if talk.chance(0.25) else ""
    elif kind == "suggestion":
        thanks = "idea_reply" if talk.chance(0.35) else ""
    else:
        if talk.situation.about_a_product and talk.chance(0.3):
            yield _turn(talk, "follow_question", "in")
            yield _turn(talk, "follow_answer", "out")
        thanks = "thanks" if talk.chance(0.55) else ""
    if thanks:
        yield _turn(talk, thanks, "in")


def _review(talk: Talk) -> Iterator[Turn]:
    yield _first(talk)
    if not talk.chance(0.8):
        return
    yield _turn(talk, "answer", "out", slower=1.5)
    if talk.situation.kind == "complaint" and talk.chance(0.3):
        yield _turn(talk, talk.rng.choice(("solved", "unsolved", "won_back")), "in", slower=6)


def _comment(talk: Talk) -> Iterator[Turn]:
    yield _first(talk)
    if talk.chance(0.68):
        yield _turn(talk, "answer", "out")
        if talk.situation.kind == "question" and talk.chance(0.4):
            yield _turn(talk, "thanks", "in")


def _newsletter(talk: Talk) -> Iterator[Turn]:
    yield _first(talk)
    if talk.customer.email and not talk.customer.twin_of:
        yield Turn("answer", "out", timedelta(seconds=talk.rng.randint(20, 90)), "email")


def _event(talk: Talk) -> Iterator[Turn]:
    yield _first(talk)
    if talk.customer.email and talk.chance(0.6):
        yield Turn("answer", "out", _days(talk.rng, 0.6, 2.5), "email")
        if talk.chance(0.25):
            yield Turn("event_reply", "in", _days(talk.rng, 0.1, 2), "email")


def _sales_call(talk: Talk) -> Iterator[Turn]:
    yield _first(talk)
    if talk.customer.email and talk.chance(0.35):
        yield Turn("answer", "out", reply_pause(talk, "phone"), "email")
        if talk.chance(0.45):
            yield Turn("offer_reply", "in", _days(talk.rng, 0.1, 4), "email")


def _chat_sale(talk: Talk) -> Iterator[Turn]:
    yield _first(talk)
    yield _turn(talk, "answer", "out")
    for _ in range(talk.rng.choice((0, 1, 1, 2))):
        yield _turn(talk, "follow_question", "in")
        yield _turn(talk, "follow_answer", "out")
    if talk.chance(0.72):
        yield _turn(talk, "buys", "in")
        yield _turn(talk, "sold", "out")
    elif talk.chance(0.6):
        yield _turn(talk, "will_think", "in")


def _meeting(talk: Talk) -> Iterator[Turn]:
    yield _first(talk)
    if talk.channel == "video":
        return
    yield _turn(talk, "answer", "out")
    if talk.chance(0.8):
        yield _turn(talk, "agrees_time", "in")
        if talk.chance(0.7):
            yield Turn("meeting_note", "in", _days(talk.rng, 2, 7), "video")
        if talk.chance(0.5):
            yield Turn("offer", "out", _days(talk.rng, 0.3, 1.5), "email")


def _told(talk: Talk) -> Iterator[Turn]:
    """The brand's person rings up and notes what was said."""
    yield _first(talk, "told", "out")


def _follow_up(talk: Talk) -> Iterator[Turn]:
    yield _first(talk, "answer", "out")
    if talk.chance(0.42):
        yield _turn(talk, "offer_reply", "in")
        if talk.chance(0.4):
            yield _turn(talk, "follow_thanks", "out")


def _outreach(talk: Talk) -> Iterator[Turn]:
    yield _first(talk, "told" if talk.channel != "email" else "answer", "out")
    if talk.channel == "email" and talk.chance(0.5):
        sore = "not_won_back" if talk.anger > 1 and talk.chance(0.5) else "won_back"
        yield _turn(talk, sore if talk.situation.kind == "complaint" else "check_in_reply", "in", slower=2)


_PLOTS: dict[str, Callable[[Talk], Iterator[Turn]]] = {
    "advert_comment": _comment,
    "store_sign": _service,
    "newsletter": _newsletter,
    "event": _event,
    "sales_call": _sales_call,
    "chat_sale": _chat_sale,
    "meeting": _meeting,
    "courtesy_call": _told,
    "follow_up": _follow_up,
    "success_outreach": _outreach,
    "bad_review": _review,
}


def within_hours(at: datetime, rng: Dice, channel: str) -> datetime:
    """The same moment, or the next at which the brand's people work (chat 9–23, else Mon–Sat 9–19)."""
    closing = 23 if channel in ("chat", "social") else 19
    while at.hour < 9 or at.hour >= closing or (at.weekday() == 6 and channel not in ("chat", "social")):
        at = (at + timedelta(days=at.hour >= closing or at.hour >= 9)).replace(hour=9, minute=0) + timedelta(
            minutes=rng.expovariate(1 / 60)
        )
    return at


def awake(at: datetime, rng: Dice) -> datetime:
    """The same moment, or the morning for what would be written deep in the night."""
    if 1 <= at.hour < 7 and rng.random() < 0.9:
        return at.replace(hour=7, minute=rng.randrange(60)) + timedelta(hours=rng.random() * 3)
    return at
