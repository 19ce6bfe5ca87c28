"""What the settings of a chat ask."""

from __future__ import annotations

import itertools
import re
from datetime import time
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.chat.availability import WORKDAY
from memnun.channels.chat.colours import HEX, READABLE, contrast, ink_on
from memnun.channels.chat.configuring import COLOUR
from memnun.channels.chat.models import InvitationRule

STRETCH = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})")
HOST = re.compile(r"[\w.-]+")
MOST_ORIGINS = 20


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: object) -> object:
        """A list as lines."""
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: object) -> list[str]:  # type: ignore[override]
        """The lines that are not empty."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class HoursField(forms.CharField):
    """The hours of one day: "09:00-12:30, 13:30-18:00"; empty is closed."""

    def clean(self, value: object) -> str:
        """The hours written alike, in order. Raises ValidationError."""
        parts = [part.strip() for part in str(value or "").split(",") if part.strip()]
        stretches = sorted(_stretch(part) for part in parts)
        for (_since, until), (since, _until) in itertools.pairwise(stretches):
            if since < until:
                raise forms.ValidationError(_("Two of these hours overlap."))
        return ", ".join(f"{since:%H:%M}-{until:%H:%M}" for since, until in stretches)


class ChatForm(forms.Form):
    """Where the widget stands, how it looks, what it says, when somebody is there."""

    origins = LinesField(
        label=gettext_lazy("Web sites"),
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "https://www.magaza.com.tr"}),
        help_text=gettext_lazy("The addresses of the sites that may show the chat, one a line."),
    )
    colour = forms.CharField(
        label=gettext_lazy("Brand colour"), initial=COLOUR, widget=forms.TextInput(attrs={"type": "color"})
    )
    greeting = forms.CharField(
        label=gettext_lazy("First words"), max_length=300, required=False,
        help_text=gettext_lazy("Empty: “Hello, how can we help?” in the visitor's language."),
    )  # fmt: skip
    privacy = forms.CharField(
        label=gettext_lazy("Privacy line"), max_length=300, required=False,
        help_text=gettext_lazy("One sentence under the chat that says what happens to messages."),
    )  # fmt: skip
    privacy_url = forms.URLField(
        label=gettext_lazy("Address of the privacy notice"), required=False, assume_scheme="https"
    )
    monday = HoursField(label=gettext_lazy("Monday"), initial=WORKDAY, required=False)
    tuesday = HoursField(label=gettext_lazy("Tuesday"), initial=WORKDAY, required=False)
    wednesday = HoursField(label=gettext_lazy("Wednesday"), initial=WORKDAY, required=False)
    thursday = HoursField(label=gettext_lazy("Thursday"), initial=WORKDAY, required=False)
    friday = HoursField(label=gettext_lazy("Friday"), initial=WORKDAY, required=False)
    saturday = HoursField(label=gettext_lazy("Saturday"), required=False)
    sunday = HoursField(
        label=gettext_lazy("Sunday"), required=False,
        help_text=gettext_lazy("Hours like 09:00-12:30, 13:30-18:00; an empty day is closed."),
    )  # fmt: skip
    public_holidays = forms.BooleanField(
        label=gettext_lazy("Closed on the public holidays of Turkey, half days until 13:00"),
        initial=True, required=False,
    )  # fmt: skip
    by_email = forms.BooleanField(
        label=gettext_lazy("When nobody is there, ask for an e-mail and answer by e-mail"),
        initial=True,
        required=False,
    )

    def clean_origins(self) -> list[str]:
        """Schemes and hosts only. Raises ValidationError."""
        found = list(dict.fromkeys(_origin(text) for text in self.cleaned_data["origins"]))
        if len(found) > MOST_ORIGINS:
            raise forms.ValidationError(_("At most {most} sites.").format(most=MOST_ORIGINS))
        return found

    def clean_colour(self) -> str:
        """A colour on which words can be read. Raises ValidationError."""
        colour = str(self.cleaned_data["colour"]).strip().lower()
        if not HEX.fullmatch(colour):
            raise forms.ValidationError(_("Write the colour like #7a3a72."))
        if contrast(colour, ink_on(colour)) < READABLE:
            raise forms.ValidationError(_("Neither white nor black words can be read on this colour."))
        return colour


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    """One rule of invitation."""

    class Meta:
        model = InvitationRule
        fields = ("page", "after", "returning", "words", "active")
        help_texts = {
            "page": gettext_lazy(
                "The path of the page; * stands for anything: /urun/* is every product's page."
            ),
            "words": gettext_lazy("Shown once a visit, at most once a day, never after “not now”."),
        }

    def clean_page(self) -> str:
        """A path that begins with a slash. Raises ValidationError."""
        page = str(self.cleaned_data["page"]).strip()
        if not page.startswith("/") or "?" in page or "#" in page:
            raise forms.ValidationError(_("Write the path only, like /sepet or /urun/*."))
        return page


def _stretch(text: str) -> tuple[time, time]:
    found = STRETCH.fullmatch(text)
    try:
        if not found:
            raise ValueError
        hours = [int(part) for part in found.groups()]
        since, until = time(hours[0], hours[1]), time(hours[2] % 24, hours[3])
    except ValueError:
        raise forms.ValidationError(_("“{text}” is not like 09:00-18:00.").format(text=text)) from None
    if since >= until != time(0):
        raise forms.ValidationError(_("“{text}” ends before it begins.").format(text=text))
    return since, until


def _origin(text: str) -> str:
    parts = urlsplit(text if "://" in text else f"https://{text}")
    try:
        is_site = (
            parts.scheme in ("http", "https") and HOST.fullmatch(parts.hostname or "") and not parts.username
        )
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        is_site = None
    if not is_site:
        raise forms.ValidationError(_("“{text}” is not the address of a site.").format(text=text))
    return f"{parts.scheme}://{parts.hostname}{port}"
