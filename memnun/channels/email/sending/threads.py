"""Which mail an outgoing message answers, and what it must name so that mail programs keep the thread."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from memnun.channels.email.contact import part_envelope
from memnun.channels.email.reading import headers
from memnun.channels.email.reading.opening import LONGEST_HEAD, open_head
from memnun.foundation.templatetags.turkish import clock_time, long_date
from memnun.foundation.turkish.quoting import without_tail
from memnun.interactions.models import Interaction, OutboxMessage, RawInbound

MOST_REFERENCES = 20


@dataclass(frozen=True, slots=True)
class Answered:
    """The mail that is answered; all empty when the brand writes first."""

    message_id: str = ""
    references: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    introduction: str = ""


def answered_by(message: OutboxMessage) -> Answered:
    """What a message answers: what it says, else the customer's last mail, else our own last one."""
    interaction = _chosen(message)
    if interaction is None:
        return Answered(subject=message.conversation.subject)
    named, referred, subject = _names(interaction)
    chain = [*referred, *([named] if named else [])]
    return Answered(
        message_id=named,
        references=(*chain[:1], *chain[1:][-MOST_REFERENCES + 1 :]),
        subject=_as_answer(subject or interaction.subject or message.conversation.subject),
        text=without_tail(interaction.text) if interaction.direction == "in" else "",
        introduction=_introduction(interaction),
    )


def _chosen(message: OutboxMessage) -> Interaction | None:
    mails = Interaction.objects.filter(
        conversation_id=message.conversation_id, channel="email"
    ).select_related("customer")
    if message.in_reply_to:
        return mails.filter(id=message.in_reply_to).first()
    return mails.filter(direction="in").newest_first().first() or mails.newest_first().first()


def _names(interaction: Interaction) -> tuple[str, list[str], str]:
    """(Message-ID, those it refers to, subject) of a mail in the ledger."""
    raw = RawInbound.objects.filter(id=interaction.id).first()
    if raw is not None and raw.form.startswith("rfc822"):
        _envelope, mail = part_envelope(bytes(raw.body)[: LONGEST_HEAD + 4096])
        head = open_head(mail)
        return (
            headers.message_id(head),
            headers.ids(head, "references") or headers.ids(head, "in-reply-to"),
            headers.text(head, "subject"),
        )
    sent = OutboxMessage.objects.filter(id=interaction.id).values_list("provider_id", flat=True).first()
    return sent or "", [], interaction.subject


def _as_answer(subject: str) -> str:
    subject = " ".join(subject.split())
    is_answer = subject[:4].casefold().startswith(("re:", "yan:", "ynt:", "cvp:"))
    return subject if is_answer or not subject else f"Re: {subject}"


def _introduction(interaction: Interaction) -> str:
    when = timezone.localtime(interaction.occurred_at)
    return f"{long_date(when)} {clock_time(when)} tarihinde {interaction.customer} şunu yazdı:"
