"""Web forms as a kind of channel: they listen; answers leave by e-mail or telephone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from memnun.channels.web_form.actions import form_of
from memnun.customers.models import Identity
from memnun.interactions.channel_kinds import Address, Attachments, Capability, ChannelKind
from memnun.interactions.models import ChannelAccount, Conversation


class WebFormKind(ChannelKind):
    """Forms on web pages, behind QR codes and on kiosks."""

    slug = "web_form"
    channel = "web"
    label = _("Web form")
    icon = "checkbox"
    summary = _("A form for your site, for QR codes and for kiosks; built on screen.")
    capability = Capability(
        directions=("in",),
        attachments=Attachments(
            1, 10 * 1024 * 1024, ("image/jpeg", "image/png", "image/webp", "application/pdf")
        ),
        identity_kinds=("email", "phone"),
    )
    settings_template = "channels/web_form/_settings.html"

    def after_save(self, account: ChannelAccount) -> None:
        """Make the account's form with its first questions, once."""
        form_of(account, title=account.name, language=account.brand.language)

    def settings_context(self, account: ChannelAccount) -> dict[str, Any]:
        """The form to build."""
        return {"web_form": form_of(account, title=account.name, language=account.brand.language)}

    def reply_address(
        self, conversation: Conversation, identities: Iterable[Identity], account: ChannelAccount
    ) -> Address | None:
        """A form takes no answers; the desk offers the customer's other channels."""
        return None


KIND = WebFormKind()
