"""What a customer's first words look like on each channel: a letter, a chat line, a note after a call."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from memnun.demo.brand import SOCIAL_NAME
from memnun.demo.calendar import written
from memnun.demo.talk import Talk
from memnun.demo.voice import as_typed, sentence_case, with_emoji
from memnun.foundation.turkish.case import lower

_FILLERS = ("şey", "yani", "hani", "işte", "açıkçası", "valla", "ee")
_HASHTAGS = {
    "complaint": ("#hanayev", "#mağdurum", "#kargo", "#sikayet", "#hanayevmağduru", "#rezalet"),
    "praise": ("#hanayev", "#evim", "#dekorasyon", "#yeniev", "#memnun", "#evdekorasyonu"),
    "suggestion": ("#hanayev", "#öneri"),
    "question": ("#hanayev",),
    "request": ("#hanayev",),
    "note": ("#hanayev",),
}

_ROUNDED = ("praise", "suggestion")
_PLAIN_SUBJECTS = {"praise": "Teşekkür", "suggestion": "Bir öneri", "question": "Bir sorum var"}
_VOICES = {"complaint": "_upset", "praise": "_calm", "suggestion": "_calm"}


@dataclass(frozen=True, slots=True)
class Words:
    """What is written in one turn."""

    text: str
    subject: str = ""


def opening(talk: Talk) -> Words:
    """The first words of a conversation the customer begins."""
    return _REGISTERS[talk.channel](talk)


def matter(talk: Talk, wordiness: float) -> list[str]:
    """The sentences of the matter itself, told at length: what happened, details, feelings, a wish."""
    situation = talk.situation
    sentences = [talk.one_of(situation.cores or situation.shorts)]
    if situation.details and talk.chance(wordiness):
        sentences.append(talk.one_of(situation.details))
        if len(situation.details) > 1 and talk.chance(wordiness * 0.4):
            sentences.append(talk.one_of(situation.details))
    sentences += feelings(talk, wordiness)
    if situation.wishes and talk.chance(0.35 + wordiness * 0.4):
        sentences.append(talk.one_of(situation.wishes))
    if situation.kind in _ROUNDED and talk.in_turkish:
        sentences = _rounded(talk, sentences, wordiness)
    return [sentence_case(sentence) for sentence in sentences]


def _rounded(talk: Talk, sentences: list[str], wordiness: float) -> list[str]:
    """Praise and ideas with a word before and a word after them."""
    kind = talk.situation.kind
    before = [talk.line(f"{kind}_opening")] if talk.chance(0.45) else []
    after = [talk.line(f"{kind}_closing")] if talk.chance(wordiness * 0.7) else []
    return before + sentences + after


def feelings(talk: Talk, wordiness: float) -> list[str]:
    """What anger adds, if the matter is a complaint."""
    if talk.situation.kind != "complaint" or not talk.in_turkish:
        return []
    found = []
    roll = talk.rng.random()
    if roll < 0.07:
        found.append(talk.line("irony"))
    elif roll < 0.16:
        found.append(talk.line("mixed"))
    if talk.anger and talk.chance(0.25 + wordiness * 0.5):
        found.append(talk.line(f"anger_{min(talk.anger, 2)}"))
    if talk.anger > 2:
        found.append(talk.line("anger_3"))
    elif talk.chance(0.04):
        found.append(talk.line("urgent"))
    return found


def typed(talk: Talk, text: str) -> str:
    """The text with this person's habits of typing."""
    return as_typed(text, talk.voice, talk.rng, talk.channel, talk.anger)


def _mood(talk: Talk) -> int:
    return {"complaint": -1, "praise": 1, "suggestion": 0}.get(talk.situation.kind, 0)


def subject_of(talk: Talk) -> str:
    """What stands above a letter: the situation's own words, or a few plain ones."""
    if talk.situation.subjects and talk.chance(0.85):
        return sentence_case(talk.one_of(talk.situation.subjects))
    plain = _PLAIN_SUBJECTS.get(talk.situation.kind, talk.situation.label) if talk.in_turkish else "Question"
    numbered = talk.situation.kind == "complaint" and talk.chance(0.3)
    return f"{plain} ({talk.facts['order']})" if numbered else plain


def _email(talk: Talk) -> Words:
    sentences = matter(talk, 0.35 + talk.voice.wordy * 0.6)
    body = " ".join(sentences) if talk.chance(0.55) else "\n\n".join(_paragraphs(sentences))
    if not talk.in_turkish:
        return Words(f"Hello,\n\n{body}\n\n{talk.customer.name.full}", subject_of(talk))
    text = _greeted(talk, body)
    if talk.chance(0.06):
        text += "\n\niPhone'umdan gönderildi"
    return Words(typed(talk, text), as_typed(subject_of(talk), talk.voice, talk.rng, "email"))


def _greeted(talk: Talk, body: str) -> str:
    greeting = (
        _timely(talk, talk.line("email_greeting")) if talk.chance(0.6 + talk.voice.polite * 0.4) else ""
    )
    closing = talk.line("email_closing") if talk.chance(0.5 + talk.voice.polite * 0.4) else ""
    name = talk.customer.name.full if talk.chance(0.8) else talk.customer.name.given
    signature = "\n".join(part for part in (closing, name if talk.chance(0.85) else "") if part)
    return "\n\n".join(part for part in (greeting, body, signature) if part)


def _paragraphs(sentences: list[str]) -> list[str]:
    return [sentences[0], " ".join(sentences[1:])] if len(sentences) > 1 else sentences


def _chat(talk: Talk) -> Words:
    text = _in_short(talk, 0.75)
    if talk.in_turkish and talk.chance(0.55):
        greeting = _timely(talk, talk.line("chat_greeting"))
        text = greeting + talk.rng.choice((" ", "\n") if greeting[-1] in ".?" else (", ", " ", "\n")) + text
    if talk.anger and talk.chance(0.5):
        text = f"{_ended(text)} {' '.join(feelings(talk, 0.6))}".strip()
    text = text if talk.voice.small_letters else sentence_case(text)
    return Words(with_emoji(typed(talk, text), talk.voice, talk.rng, _mood(talk)))


def _social(talk: Talk) -> Words:
    text = _in_short(talk, 0.7)
    if talk.anger and talk.chance(0.6):
        text = f"{_ended(text)} {' '.join(feelings(talk, 0.7))}".strip()
    text = typed(talk, text if talk.voice.small_letters else sentence_case(text))
    if talk.chance(0.45):
        text = f"{SOCIAL_NAME} {text}" if talk.chance(0.7) else f"{text} {SOCIAL_NAME}"
    text = with_emoji(text, talk.voice, talk.rng, _mood(talk))
    if talk.chance(0.22):
        text = f"{text} {talk.rng.choice(_HASHTAGS[talk.situation.kind])}"
    return Words(text)


def _timely(talk: Talk, greeting: str) -> str:
    """Good evening only in the evening."""
    if 5 < talk.opened_at.hour < 17:
        return greeting.replace("yi akşamlar", "yi günler")
    return greeting


def _in_short(talk: Talk, probability: float) -> str:
    situation = talk.situation
    short = situation.shorts and (talk.chance(probability) or not situation.cores)
    return talk.one_of(situation.shorts if short else situation.cores)


def _ended(text: str) -> str:
    return text if text[-1] in ".!?…)" else text + "."


def _web(talk: Talk) -> Words:
    if talk.contact_type == "newsletter":
        return Words(talk.one_of(talk.situation.cores))
    sentences = matter(talk, 0.2 + talk.voice.wordy * 0.6)
    text = typed(talk, " ".join(sentences))
    if talk.contact_type == "bad_review":
        return Words(
            text, as_typed(subject_of(talk), talk.voice, talk.rng, "web") if talk.chance(0.6) else ""
        )
    return Words(text, subject_of(talk) if talk.chance(0.5) else "")


def _phone(talk: Talk) -> Words:
    if not talk.chance(0.5) and talk.situation.cores and talk.chance(0.6):
        return Words(_spoken(talk))
    return _noted(talk, "call_quoted", 0.68)


def _spoken(talk: Talk) -> str:
    """What the customer said, as a machine wrote it down: small letters, hardly a comma, fillers."""
    sentences = matter(talk, 0.3 + talk.voice.wordy * 0.6)
    text = " ".join(
        [_timely(talk, talk.line("voice_opening" + _VOICES.get(talk.situation.kind, ""))), *sentences]
    )
    if talk.chance(0.5):
        words = text.split(" ")
        for filler in talk.rng.sample(_FILLERS, talk.rng.randint(1, 2) if len(words) > 12 else 0):
            words.insert(talk.rng.randrange(6, len(words)), filler)
        text = lower(" ".join(word.rstrip(".,") if talk.chance(0.7) else word for word in words))
    return text


def _noted(talk: Talk, table: str, own_note: float) -> Words:
    """A note of the staff, or the customer's words quoted in one."""
    situation = talk.situation
    if situation.notes and (talk.chance(own_note) or not (situation.cores or situation.shorts)):
        return Words(note(talk))
    return Words(_quoted(talk, table))


def note(talk: Talk) -> str:
    """What somebody of the staff writes down, often with a remark of their own."""
    words = [talk.one_of(talk.situation.notes)]
    if talk.chance(0.55):
        words.append(talk.line("visit_remark" if talk.channel == "in_person" else "note_remark"))
    return sentence_case(" ".join(words))


def _quoted(talk: Talk, table: str) -> str:
    words = talk.one_of(talk.situation.cores or talk.situation.shorts)
    before = talk.line(table)
    quoted = before.replace("<…>", sentence_case(words).rstrip(".").replace('"', "'"))
    return sentence_case(re.sub(r'(?<=[?!…])\."', '"', quoted))


def _video(talk: Talk) -> Words:
    return _noted(talk, "video_quoted", 0.65)


def _in_person(talk: Talk) -> Words:
    return _noted(talk, "visit_quoted", 0.55)


def _post(talk: Talk) -> Words:
    head = f"{talk.customer.district}, {written(talk.opened_at.date())} {talk.opened_at.year}"
    body = " ".join([talk.line("letter_opening"), *matter(talk, 0.9)])
    parts = [head, talk.line("letter_greeting"), body, talk.line("letter_closing")]
    return Words("\n\n".join([*parts, talk.customer.name.full]), subject_of(talk))


_REGISTERS: dict[str, Callable[[Talk], Words]] = {
    "email": _email,
    "phone": _phone,
    "chat": _chat,
    "social": _social,
    "web": _web,
    "video": _video,
    "in_person": _in_person,
    "post": _post,
}
