"""What is typed about letterheads, letters, and letters that came in."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.post.addresses import LONGEST
from memnun.channels.post.letterheads import LARGEST_LOGO
from memnun.foundation import clock

MOST_SCANS = 20
MOST_ENCLOSURES = 10
LARGEST_SCAN = 20 * 1024 * 1024
ENDINGS = {b"%PDF": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG": "png"}
"""How scans begin."""


class LetterheadForm(forms.Form):
    """What stands on every letter, and where the envelope has its window."""

    sender = forms.CharField(label=gettext_lazy("Sender"), max_length=120)
    street = forms.CharField(label=gettext_lazy("Street and number"), max_length=160)
    town = forms.CharField(
        label=gettext_lazy("Postal code, district/province"), max_length=120,
        widget=forms.TextInput(attrs={"placeholder": "34710 Kadıköy/İSTANBUL"}),
    )  # fmt: skip
    contact = forms.CharField(label=gettext_lazy("Telephone, e-mail, web"), max_length=160, required=False)
    footer = forms.CharField(
        label=gettext_lazy("Foot of the page"), max_length=200, required=False,
        help_text=gettext_lazy("For example MERSIS number and trade register."),
    )  # fmt: skip
    window = forms.ChoiceField(
        label=gettext_lazy("Window of the envelope"),
        choices=[
            ("left", gettext_lazy("Left (DL and C5, DIN 5008 B)")),
            ("right", gettext_lazy("Right (DL and C5)")),
        ],
    )
    both_sides = forms.BooleanField(
        label=gettext_lazy("Letters are printed on both sides"), required=False,
        help_text=gettext_lazy("Every letter then begins on a sheet of its own."),
    )  # fmt: skip


class LogoForm(forms.Form):
    """The picture at the head of letters."""

    logo = forms.FileField(
        label=gettext_lazy("Logo"), widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=gettext_lazy("PNG or JPG, at most 5 MB; it is printed 45 × 17 mm at most, at the top right."),
    )  # fmt: skip

    def clean_logo(self) -> bytes:
        file: UploadedFile[Any] = self.cleaned_data["logo"]
        if (file.size or 0) > LARGEST_LOGO:
            raise forms.ValidationError(_("{name} is larger than 5 MB.").format(name=file.name))
        content: bytes = file.read()
        return content


class Scans(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ScansField(forms.FileField):
    """A list of files."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(ScansField, self).clean(one, initial) for one in data or []]


class LetterForm(forms.Form):
    """A letter to a customer."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    address = forms.CharField(
        label=gettext_lazy("Address"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Name, street, postal code with district and province; at most seven lines."),
    )  # fmt: skip
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Letter"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12})
    )

    enclosures = ScansField(
        label=gettext_lazy("Enclosures"), required=False,
        widget=Scans(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        help_text=gettext_lazy("PDF, JPG or PNG, at most ten; they are printed behind the letter and named under it."),
    )  # fmt: skip

    def clean_key(self) -> str:
        given: UUID = self.cleaned_data["key"]
        return f"letter-{given.hex}"

    def clean_enclosures(self) -> list[UploadedFile[Any]]:
        files: list[UploadedFile[Any]] = self.cleaned_data["enclosures"]
        if len(files) > MOST_ENCLOSURES:
            raise forms.ValidationError(_("At most {count} files at once.").format(count=MOST_ENCLOSURES))
        for file in files:
            refuse_other_than_scans(file)
        return files

    def clean_address(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["address"].splitlines() if line.strip()]
        if len(lines) < 2:
            raise forms.ValidationError(_("An address needs at least a name and a street with its town."))
        if len(lines) > 7:
            raise forms.ValidationError(_("At most seven lines fit behind the window."))
        return "\n".join(lines)


class LetterInForm(forms.Form):
    """A letter that came in; its words may be typed, its scans are enough."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("From"), max_length=200, required=False)
    reference = forms.CharField(
        label=gettext_lazy("Number of a conversation or of our letter"), max_length=20, required=False,
        help_text=gettext_lazy("It then comes into that conversation."),
    )  # fmt: skip
    received_on = forms.DateField(
        label=gettext_lazy("Came in on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    written_on = forms.DateField(
        label=gettext_lazy("Date of the letter"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200, required=False)
    text = forms.CharField(
        label=gettext_lazy("What the letter says"), max_length=50_000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Whatever you type is found and understood; the scan alone is kept and shown."),
    )  # fmt: skip
    scans = ScansField(
        label=gettext_lazy("Scans"), required=False,
        widget=Scans(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        help_text=gettext_lazy("PDF, JPG or PNG; several pages as several files if you like."),
    )  # fmt: skip

    def clean_client_id(self) -> str:
        given: UUID = self.cleaned_data["client_id"]
        return given.hex

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > clock.now().date():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        files: list[UploadedFile[Any]] = cleaned.get("scans", [])
        if len(files) > MOST_SCANS:
            self.add_error("scans", _("At most {count} files at once.").format(count=MOST_SCANS))
        for file in files:
            try:
                refuse_other_than_scans(file)
            except forms.ValidationError as problem:
                self.add_error("scans", problem)
        if not self.errors and not files and not cleaned.get("text"):
            raise forms.ValidationError(_("Add the scan or type what the letter says."))
        return cleaned


def refuse_other_than_scans(file: UploadedFile[Any]) -> None:
    """Raises ValidationError when the content, not the name, is none of the kinds taken, or too large."""
    if (file.size or 0) > LARGEST_SCAN:
        raise forms.ValidationError(_("{name} is larger than 20 MB.").format(name=file.name))
    head = file.read(8)
    file.seek(0)
    if not any(head.startswith(beginning) for beginning in ENDINGS):
        raise forms.ValidationError(_("{name} is neither PDF nor JPG nor PNG.").format(name=file.name))


class PostedForm(forms.Form):
    """A letter was handed in at the post office."""

    tracking = forms.CharField(label=gettext_lazy("Tracking number"), max_length=40, required=False)


class ReturnedForm(forms.Form):
    """A letter came back."""

    reason = forms.CharField(label=gettext_lazy("Why it came back"), max_length=200)
