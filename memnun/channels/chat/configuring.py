"""How an account wants its widget, as the widget and its routes need to know it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from memnun.channels.chat import availability as hours
from memnun.channels.chat.availability import Availability, State
from memnun.channels.chat.colours import ink_on
from memnun.channels.chat.files import ACCEPTED, LARGEST_FILE
from memnun.channels.chat.models import Attendance, InvitationRule
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount

KIND = "chat"
COLOUR = "#7a3a72"
LONGEST_TEXT = 4_000
SECRET = "identity"  # noqa: S105 - the name of a secret
LANGUAGES = ("tr", "en")


@dataclass(frozen=True, slots=True)
class Configuration:
    """One account. `secret` is what the host site signs with, empty when there is none."""

    id: UUID
    brand_id: UUID
    name: str
    origins: frozenset[str]
    secret: str
    zone: str
    language: str
    settings: dict[str, Any]
    attended: bool
    invitations: list[dict[str, Any]] = field(default_factory=list)

    def availability(self, now: datetime) -> Availability:
        """Whether somebody is there."""
        return hours.availability(self.settings, self.zone, now, attended=self.attended)


def load(account_id: UUID) -> Configuration | None:
    """The account when it is a chat that is switched on, otherwise None."""
    account = (
        ChannelAccount.objects.filter(id=account_id, kind=KIND, active=True).select_related("brand").first()
    )
    if account is None:
        return None
    rules = InvitationRule.objects.filter(account=account, active=True)
    return Configuration(
        id=account.id,
        brand_id=account.brand_id,
        name=account.name or account.brand.name,
        origins=frozenset(account.settings.get("origins", ())),
        secret=account.secret(SECRET) or "",
        zone=account.brand.time_zone,
        language=account.brand.language,
        settings=account.settings,
        attended=Attendance.objects.filter(brand_id=account.brand_id).present(clock.now()).exists(),
        invitations=[
            {"page": rule.page, "after": rule.after, "returning": rule.returning, "words": rule.words}
            for rule in rules
        ],
    )


def told_to_widget(configuration: Configuration, language: str, now: datetime) -> dict[str, Any]:
    """What the widget is told, in its language."""
    settings = configuration.settings
    colour = settings.get("colour") or COLOUR
    found = configuration.availability(now)
    with override(language):
        return {
            "name": configuration.name,
            "colour": colour,
            "on_colour": ink_on(colour),
            "greeting": settings.get("greeting") or _("Hello, how can we help?"),
            "open": found.state == State.OPEN,
            "away": hours.away_words(found, configuration.zone, now),
            "by_email": bool(settings.get("by_email", True)),
            "privacy": settings.get("privacy") or _("Your messages are kept so that we can answer you."),
            "privacy_url": settings.get("privacy_url", ""),
            "longest": LONGEST_TEXT,
            "largest_file": LARGEST_FILE,
            "accept": ",".join(ACCEPTED),
            "invitations": configuration.invitations if found.state == State.OPEN else [],
        }
