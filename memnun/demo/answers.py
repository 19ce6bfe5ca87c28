"""What the brand answers, by hand of an agent: warm or tired, long by e-mail, short in a chat."""

from memnun.demo.phrasing import say
from memnun.demo.registers import Words
from memnun.demo.talk import Talk
from memnun.demo.voice import sentence_case

_SHORT_CHANNELS = ("chat", "social")


def answer(talk: Talk) -> Words:
    """The first answer to what the customer wrote."""
    if not talk.in_turkish:
        return Words(f"Hello {talk.customer.name.given}, {_core(talk)}\n{talk.agent.name}")
    if talk.situation.kind == "complaint" and talk.chance((1 - talk.agent.warmth) * 0.5):
        return Words(said(talk, "poor_answer"))
    core = _core(talk)
    return Words(core if talk.contact_type == "newsletter" else framed(talk, core, apology=talk.anger > 1))


def _core(talk: Talk) -> str:
    if not talk.in_turkish:
        return talk.one_of(talk.situation.answers)
    table = {"praise": "praise_answer", "suggestion": "suggestion_answer"}.get(talk.situation.kind)
    if own := own_answer(talk):
        return own
    if talk.situation.answers and (not table or talk.chance(0.5)):
        return sentence_case(talk.one_of(talk.situation.answers))
    return said(talk, table or "second_answer")


def own_answer(talk: Talk) -> str:
    """The answer the customer's very words asked for; empty if they asked for none."""
    return sentence_case(say(talk.own_answer, talk.rng, talk.facts)) if talk.own_answer else ""


def _is_work(talk: Talk) -> bool:
    """Whether something is owed to the customer."""
    return talk.situation.kind in ("complaint", "request") and talk.heard


def said(talk: Talk, table: str) -> str:
    """A line of a table in the agent's mouth."""
    return sentence_case(talk.line(table))


def framed(talk: Talk, core: str, *, apology: bool = False) -> str:
    """The core with greeting, empathy, close and signature, as much as the channel bears."""
    if talk.channel in _SHORT_CHANNELS:
        return _briefly(talk, core, apology=apology)
    greeting = said(talk, "greeting_formal" if talk.channel == "post" or talk.chance(0.15) else "greeting")
    body = [core]
    if talk.situation.kind == "complaint" and talk.heard and talk.chance(0.45):
        body.insert(0, said(talk, "acknowledge"))
    if apology and "özür" not in core.lower():
        body.insert(0, said(talk, "apology"))
    if talk.chance(0.55):
        body.append(said(talk, "closing" if _is_work(talk) else "closing_calm"))
    return "\n\n".join((greeting, " ".join(body), said(talk, "signature")))


def _briefly(talk: Talk, core: str, *, apology: bool) -> str:
    parts = [core]
    if apology and "özür" not in core.lower() and talk.chance(0.6):
        parts.insert(0, said(talk, "apology"))
    if talk.chance(0.6):
        greeting = said(talk, "greeting").rstrip(",")
        parts[0] = f"{greeting}{talk.rng.choice(('! ', '. ', ',' + chr(10)))}{parts[0]}"
    if talk.chance(0.38):
        parts.append(said(talk, "chat_close" if _is_work(talk) else "chat_close_calm"))
    return " ".join(parts)
