"""Updates come in, by webhook or by asking: kept as they are, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from memnun.channels.telegram import parsing
from memnun.channels.telegram.blocking import note_block, note_return
from memnun.interactions.inbound import Inbound, receive
from memnun.interactions.models import ChannelAccount

GONE = ("kicked", "left")


def take(account: ChannelAccount, bodies: Sequence[bytes]) -> int:
    """Keep the messages of these updates; returns how many were new. Raises msgspec.MsgspecError on no update.

    What groups say is none of the brand's business, and a stopped bot is no message. An update that cannot
    be read is kept all the same: it goes to quarantine, where people see it.
    """
    records = []
    for body in bodies:
        try:
            update = parsing.decode(body)
        except msgspec.MsgspecError:
            records.append(Inbound(f"update:{number_of(body)}", body))
            continue
        if update.my_chat_member:
            _note_change(account, update.my_chat_member)
        elif update.said and update.said.is_private:
            records.append(Inbound(parsing.external_id_of(update), body))
    return sum(each.new for each in receive(account, records, parsing.FORM))


class Answer(msgspec.Struct):
    """What getUpdates gives."""

    result: list[msgspec.Raw] = []


def cut(body: bytes) -> list[bytes]:
    """The updates in an answer of getUpdates, each as it came."""
    return [bytes(raw) for raw in msgspec.json.decode(body, type=Answer).result]


class Numbered(msgspec.Struct):
    """An update as far as it can always be read."""

    update_id: int


def number_of(body: bytes) -> int:
    """The number of an update. Raises msgspec.MsgspecError."""
    return msgspec.json.decode(body, type=Numbered).update_id


def _note_change(account: ChannelAccount, change: parsing.MemberChange) -> None:
    if change.chat.type != parsing.PRIVATE:
        return
    if change.new_chat_member.status in GONE:
        note_block(account, parsing.address_of(change.sender.id))
    else:
        note_return(account, parsing.address_of(change.sender.id))
