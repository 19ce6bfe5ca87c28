"""What a customer wishes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from memnun.consent.media import NAMES
from memnun.consent.words import TOPICS

CHANNELS: list[tuple[str, str | Promise]] = [
    (name, NAMES[name]) for name in ("email", "sms", "phone", "whatsapp", "telegram", "post")
]
"""What a customer can switch off, or on where silence is no consent."""

OPT_IN = ("whatsapp", "telegram")


def boxes() -> forms.CheckboxSelectMultiple:
    """Boxes to tick, drawn like all others."""
    return forms.CheckboxSelectMultiple({"class": "form-check-input"})


class WishesForm(forms.Form):
    """What a customer wishes: channels and topics that may be used."""

    channels = forms.MultipleChoiceField(
        label=_("You may reach me by"), choices=CHANNELS, required=False, widget=boxes()
    )
    topics = forms.MultipleChoiceField(label=_("You may write to me about"), required=False, widget=boxes())

    def __init__(self, *args: Any, topics: list[str], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offered = [*TOPICS.items(), *((topic, topic) for topic in topics)]
        self.fields["topics"].choices = self.offered  # type: ignore[attr-defined]

    def wishes(self) -> dict[str, Any]:
        """As `change_wishes` takes them; whoever chooses something has not switched everything off."""
        channels = set(self.cleaned_data["channels"])
        offered = {name for name, _label in CHANNELS}
        topics = {name for name, _label in self.offered} - set(self.cleaned_data["topics"])
        return {
            "everything_off": False,
            "channels_off": sorted(offered - channels),
            "channels_on": sorted(channels & set(OPT_IN)),
            "topics_off": sorted(topics),
        }
