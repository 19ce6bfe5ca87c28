"""What people at the desk and in branches say of a talk in a few taps: topic and mood, and both in words."""

from __future__ import annotations

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from memnun.interactions.models import ChannelAccount, Conversation, Thread
from memnun.understanding.topics import topic_label

MOODS = {
    "happy": (_("Pleased"), "mood-smile", "Müşteri memnundu.", "The customer was pleased."),
    "calm": (_("Calm"), "mood-neutral", "", ""),
    "angry": (
        _("Angry"),
        "mood-sad",
        "Müşteri memnun değildi, kızgındı.",
        "The customer was angry and not satisfied.",
    ),
}
"""Mood → its word, its sign, and the sentence that tells it in Turkish and in English."""
FREQUENT_TOPICS = ("delivery", "refund", "product_quality", "billing", "stock_order", "technical", "staff")


def mood_sentence(mood: str, language: str) -> str:
    """The mood in a sentence, so that whoever reads later is not surprised; empty when there is none to tell."""
    return str(MOODS[mood][2 if language == "tr" else 3]) if mood in MOODS else ""


def in_words(*, note: str, topic: str, mood: str, fallback: object, language: str) -> str:
    """What stands in the ledger: the note, else the topic, else what happened; then the mood."""
    with translation.override(language):
        said = note.strip() or topic_label(topic, language) or str(fallback)
    return f"{said}\n\n{mood_sentence(mood, language)}".strip()


def thread_into(account: ChannelAccount, conversation: Conversation) -> str:
    """A thread of the account that leads to the conversation."""
    key = f"conversation:{conversation.id}"
    Thread.objects.get_or_create(
        channel_account=account,
        key=key,
        defaults={"brand_id": conversation.brand_id, "conversation": conversation},
    )
    return key


def as_id(text: str | None) -> UUID | None:
    """An id out of a form or an address; None when it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
