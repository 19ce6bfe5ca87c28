"""What the kinds of channel are to the law: the İYS type, and whether a message there rings or waits."""

from __future__ import annotations

from dataclasses import dataclass

from memnun.consent.models.kinds import ConsentType


@dataclass(frozen=True, slots=True)
class Medium:
    """One kind of channel.

    `type` is the İYS type under which commercial messages need consent, if there is one. With `opt_in` the
    customer must also have switched the channel on for such messages. `hours` names the brand's hours that
    bind it: "writing", "calling", or none for what disturbs nobody.
    """

    channel: str
    type: ConsentType | None = None
    opt_in: bool = False
    hours: str = "writing"


MEDIA = {
    medium.channel: medium
    for medium in (
        Medium("email", ConsentType.EPOSTA),
        Medium("sms", ConsentType.MESAJ),
        Medium("whatsapp", ConsentType.MESAJ, opt_in=True),
        Medium("phone", ConsentType.ARAMA, hours="calling"),
        Medium("video", opt_in=True, hours="calling"),
        Medium("in_person", hours=""),
        Medium("post", hours=""),
    )
}


def medium_of(channel: str) -> Medium:
    """The medium of a channel kind; of one without İYS type (chat, Telegram, social), consent is switching it on."""
    return MEDIA.get(channel) or Medium(channel, opt_in=True)
