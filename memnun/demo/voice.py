"""How a person types: without Turkish letters, in small letters, hastily, shouting, with emoji."""

import re
from dataclasses import dataclass

from memnun.demo.chance import Dice, dice
from memnun.demo.customers import Customer
from memnun.foundation.turkish.case import lower, upper

TYPED = ("email", "chat", "social", "web")
_HASTY = ("chat", "social")
_ASCII = str.maketrans("çğıöşüÇĞİÖŞÜâîûÂÎÛ", "cgiosuCGIOSUaiuAIU")
_WORD = re.compile(r"[a-zçğıöşü]{5,}")
_SENTENCE_START = re.compile(r"(^|(?<!\.)[.!?]\s+|\n\s*)([a-zçğıöşü])")
_SLANG = (
    (re.compile(r"\bbir şey"), "bişey"),
    (re.compile(r"\bbir de\b"), "bide"),
    (re.compile(r"\bteşekkür ederim\b"), "tşk ederim"),
    (re.compile(r"\bteşekkürler\b"), "tşkler"),
    (re.compile(r"\b(\w+[ıiuü])yorum\b"), r"\1yom"),
    (re.compile(r"\b(\w+[ıiuü])yorsunuz\b"), r"\1yosunuz"),
    (re.compile(r"\b(\w+[ıiuü])yor\b"), r"\1yo"),
    (re.compile(r"\bdeğil mi\b"), "dimi"),
    (re.compile(r"\bne yapayım\b"), "napayım"),
    (re.compile(r"\bherhâlde\b"), "heralde"),
    (re.compile(r"\bhâlâ\b"), "hala"),
    (re.compile(r"\bbir\b"), "bi"),
    (re.compile(r"\bpeki\b"), "pki"),
)
_HAPPY = ("😊", "🙏", "❤️", "😍", "👍", "🌸", "🥰", "✨", "💙", "👏")
_SAD = ("😡", "😤", "👎", "😞", "🤦‍♀️", "🤦", "😒", "😠", "💔", "🙄")
_PLAIN = ("🙂", "🤔", "😊", "🙏", "👀")


@dataclass(frozen=True, slots=True)
class Voice:
    """A person's habits of typing, the same in every message of theirs."""

    ascii: bool
    small_letters: bool
    shouts: bool
    emoji: float
    typos: float
    slang: bool
    unpunctuated: bool
    wordy: float
    polite: float


def voice_of(seed: int, customer: Customer) -> Voice:
    """The habits of one customer."""
    rng = dice(seed, "voice", customer.twin_of or customer.number)
    young = customer.age_group == "y"
    old = customer.age_group == "o"
    return Voice(
        ascii=rng.random() < (0.2 if not old else 0.26),
        small_letters=rng.random() < (0.6 if young else 0.3),
        shouts=rng.random() < (0.05 if young else 0.12),
        emoji=rng.random() * (0.8 if young else 0.3),
        typos=rng.choice((0.0, 0.0, 0.0, 0.006, 0.012, 0.02)),
        slang=young and rng.random() < 0.25,
        unpunctuated=rng.random() < 0.14,
        wordy=rng.random(),
        polite=rng.random(),
    )


def sentence_case(text: str) -> str:
    """Capital letters where sentences begin; none after three dots."""
    return _SENTENCE_START.sub(lambda start: start[1] + upper(start[2]), text)


def as_typed(text: str, voice: Voice, rng: Dice, channel: str, anger: int = 0) -> str:
    """The text as this person would type it on this channel."""
    if channel not in TYPED:
        return text
    if channel in _HASTY:
        text = _hastily(text, voice)
    if voice.typos:
        text = _WORD.sub(lambda word: _mistyped(word[0], rng, voice.typos), text)
    if anger > 1 and voice.shouts:
        text = _shouted(text, rng)
    if voice.unpunctuated and channel != "email":
        text = re.sub(r"[.,](?=\s|$)", "", text)
    if voice.ascii:
        text = text.translate(_ASCII)
    return text


def with_emoji(text: str, voice: Voice, rng: Dice, mood: int) -> str:
    """The text with an emoji or two at its end, for those who use them; `mood` −1, 0 or 1."""
    if rng.random() > voice.emoji * 0.6:
        return text
    choice = rng.choice((_PLAIN, _HAPPY, _SAD)[mood])
    return f"{text} {choice * rng.choice((1, 1, 1, 1, 1, 2, 3))}"


def _hastily(text: str, voice: Voice) -> str:
    if voice.slang:
        for pattern, short in _SLANG:
            text = pattern.sub(short, text)
    if voice.small_letters:
        text = lower(text)
        text = re.sub(r"\.(?=\n|$)", "", text)
    return text


def _mistyped(word: str, rng: Dice, rate: float) -> str:
    if rng.random() > rate * len(word):
        return word
    at = rng.randrange(1, len(word) - 1)
    kind = rng.random()
    if kind < 0.45:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.75:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def _shouted(text: str, rng: Dice) -> str:
    if rng.random() < 0.35:
        return upper(text)
    sentences = re.split(r"(?<=[.!?])\s+", text)
    at = rng.randrange(len(sentences))
    sentences[at] = upper(sentences[at]).rstrip(".") + rng.choice(("!", "!!", "!!!"))
    return " ".join(sentences)
