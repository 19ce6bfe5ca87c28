"""What every commercial message must end with: who sends it, and how to refuse it.

Source: Regulation on Commercial Communication and Commercial Electronic Messages. Engineering input, not
legal advice.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from memnun.consent.links import preference_url, unsubscribe_url
from memnun.consent.media import medium_of
from memnun.consent.models import ConsentType, ContactPolicy, PreferenceLink


def footer(policy: ContactPolicy, link: PreferenceLink, channel: str, *, site: str = "") -> str:
    """The lines under a commercial message: trade name, MERSİS number and the way to refuse.

    Messages of few letters (SMS, WhatsApp) get one line with the MERSİS number and the link.
    """
    if medium_of(channel).type == ConsentType.MESAJ:
        refusal = _("Refuse: {url}").format(url=unsubscribe_url(link, site=site))
        return " ".join(filter(None, [_mersis(policy), refusal]))
    return "\n".join(
        [
            sender_line(policy),
            _("No more advertising: {url}").format(url=unsubscribe_url(link, site=site)),
            _("Choose what you get: {url}").format(url=preference_url(link, site=site)),
        ]
    )


def sender_line(policy: ContactPolicy) -> str:
    """Who sends it: trade name and MERSİS number."""
    return " · ".join(filter(None, [policy.trade_name or policy.brand.name, _mersis(policy)]))


def _mersis(policy: ContactPolicy) -> str:
    return f"MERSİS: {policy.mersis}" if policy.mersis else ""
