"""A talk in three taps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.forms import ClientIdField, PhoneField
from memnun.channels.in_person.promising import calendar_of_brand, due_of
from memnun.channels.spoken import MOODS
from memnun.foundation import clock
from memnun.people.forms.fields import BrandForm, branch_choice
from memnun.people.models import Branch
from memnun.understanding.topics import SLUGS

LARGEST_PHOTO = 10 * 1024 * 1024
LONGEST = 10_000


class TalkForm(BrandForm):
    """Who, what about, in which mood, what was promised, a photo; a note or a topic is enough."""

    client_id = ClientIdField()
    written_at = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    number = PhoneField(widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "off"}))
    topic = forms.ChoiceField(choices=[("", ""), *((slug, slug) for slug in SLUGS)], required=False)
    mood = forms.ChoiceField(choices=[("", ""), *((key, key) for key in MOODS)], required=False)
    note = forms.CharField(
        label=gettext_lazy("What was said"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    promise = forms.CharField(label=gettext_lazy("What was promised"), max_length=300, required=False)
    promised_for = forms.DateField(
        label=gettext_lazy("Promised for"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )  # fmt: skip
    photo = forms.FileField(
        label=gettext_lazy("Photo"), required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )  # fmt: skip
    branch = forms.ModelChoiceField(
        label=gettext_lazy("Branch"), queryset=Branch.objects.none(), required=False, empty_label=gettext_lazy("No branch")
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branch_choice(self.person, self.person.branch)  # type: ignore[attr-defined]
        self.fields["branch"].initial = self.person.branch_id

    def clean_written_at(self) -> datetime:
        """When it was written on a phone without a connection; otherwise now."""
        now = clock.now()
        try:
            told = parse_datetime(self.cleaned_data["written_at"])
        except ValueError:
            told = None
        return told if told and told.tzinfo and told <= now else now

    def clean_promised_for(self) -> date | None:
        day: date | None = self.cleaned_data["promised_for"]
        if day and day < clock.now().date():
            raise forms.ValidationError(_("A promise is for a day to come."))
        return day

    def clean_photo(self) -> UploadedFile[Any] | None:
        photo: UploadedFile[Any] | None = self.cleaned_data["photo"]
        if photo and (photo.size or 0) > LARGEST_PHOTO:
            raise forms.ValidationError(_("The photo is larger than 10 MB. Please choose a smaller one."))
        return photo

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._ask_when(cleaned)
        if not self.errors and not any(cleaned.get(name) for name in ("note", "topic", "promise")):
            raise forms.ValidationError(_("Choose a topic or write what was said."))
        return cleaned

    def _ask_when(self, cleaned: dict[str, Any]) -> None:
        """A promise without a time binds nobody: its day is chosen, or stands in its words."""
        words, day, at = (cleaned.get(name) for name in ("promise", "promised_for", "written_at"))
        if not words or day or not at or "promised_for" in self.errors:
            return
        if due_of(words, None, at, calendar_of_brand(self.person.brand_id)) is None:
            self.add_error("promised_for", _("By when? Choose the day that was promised."))
