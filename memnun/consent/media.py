"""What the kinds of channel are to the law: the İYS type, and whether a message there rings or waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from memnun.consent.models.kinds import ConsentType

NAMES: dict[str, str | Promise] = {
    "email": _("E-mail"),
    "sms": _("SMS"),
    "phone": _("Phone"),
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "chat": _("Chat"),
    "web": _("Web"),
    "video": _("Video"),
    "in_person": _("In person"),
    "post": _("Post"),
}


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


def name_of(channel: str) -> str:
    """A kind of channel in the reader's language; an unknown one as it is."""
    return str(NAMES.get(channel, channel))
