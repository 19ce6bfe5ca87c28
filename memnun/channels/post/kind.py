"""Post as a kind of channel: a letter is accepted when a person has printed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.post.addresses import known_address
from memnun.channels.post.forms import LetterheadForm, LogoForm
from memnun.channels.post.models import Letter, LetterState, Logo
from memnun.customers.models import Identity
from memnun.interactions.channel_kinds import (
    Accepted,
    Address,
    Attachments,
    Capability,
    ChannelKind,
    TryLater,
)
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage

UNTIL_PRINTED = timedelta(days=365)
"""A letter is not tried again by the clock: printing it wakes it."""
ADDRESS = "post"


class Printer:
    """The way out: letters lie here until they are printed."""

    def send(self, message: OutboxMessage) -> Accepted:
        """Accept what was printed. Raises TryLater for what was not."""
        letter, _made = Letter.objects.get_or_create(
            message=message, defaults={"brand_id": message.brand_id, "account_id": message.channel_account_id}
        )
        if letter.state == LetterState.WAITING:
            raise TryLater(_("The letter waits to be printed."), after=UNTIL_PRINTED)
        printed = letter.printed_at.isoformat() if letter.printed_at else ""
        return Accepted(
            provider_id=letter.reference, proof={"batch": str(letter.batch_id), "printed_at": printed}
        )


class PostKind(ChannelKind):
    """Letters on the brand's paper."""

    slug = "post"
    channel = "post"
    label = gettext_lazy("Post")
    icon = "mailbox"
    summary = gettext_lazy(
        "Letters printed on your letterhead for window envelopes; letters that came in as scans."
    )
    capability = Capability(
        attachments=Attachments(10, 20 * 1024 * 1024, ("application/pdf", "image/jpeg", "image/png")),
        longest=20_000,
        may_begin=True,
        identity_kinds=(ADDRESS,),
        repeatable=True,
    )
    settings_form = LetterheadForm
    settings_template = "channels/post/_settings.html"

    def settings_context(self, account: ChannelAccount) -> dict[str, Any]:
        """The logo, and a way to change it."""
        return {"logo": Logo.objects.filter(account=account).exists(), "logo_form": LogoForm()}

    @contextmanager
    def open(self, account: ChannelAccount) -> Iterator[Printer]:
        """The tray of letters to be printed; never out of reach."""
        yield Printer()

    def reply_address(
        self, conversation: Conversation, identities: Iterable[Identity], account: ChannelAccount
    ) -> Address | None:
        """The customer's address as it is known; None when nobody told it yet."""
        lines = known_address(conversation)
        return Address(ADDRESS, lines) if lines else None


KIND = PostKind()
