"""The form as a visitor fills it in, made from its stored fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from memnun.channels.web_form.fields import FieldKind, FormField, Scale, condition_of
from memnun.channels.web_form.models import WebForm
from memnun.channels.web_form.parsing import Answer, SentFile
from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.phones import read_phone

LONGEST_TEXT = 10_000
LARGEST_FILE = 10 * 1024 * 1024
FILE_TYPES = ("image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf")
NEEDED = gettext_lazy("Please fill this in.")
RATINGS = (
    ("1", gettext_lazy("Very bad")),
    ("2", gettext_lazy("Bad")),
    ("3", gettext_lazy("Neither good nor bad")),
    ("4", gettext_lazy("Good")),
    ("5", gettext_lazy("Very good")),
)
AUTOCOMPLETE = {"name": "name", "email": "email", "phone": "tel", "order": "off"}


class AnswerForm(forms.Form):
    """The questions of one form; on a kiosk nothing is remembered by the browser."""

    def __init__(self, form: WebForm, *args: Any, kiosk: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = True
        self.questions = form.questions
        for one in self.questions:
            self.fields[one.name] = _input(one, kiosk=kiosk)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for one in self.questions:
            if self._is_asked(one, cleaned):
                self._check(one, cleaned.get(one.name))
            else:
                cleaned.pop(one.name, None)
                self.errors.pop(one.name, None)
        if not self.errors and not any(self.said(one) for one in self.questions):
            raise forms.ValidationError(_("Nothing is written yet. Please fill in at least one line."))
        return cleaned

    def _is_asked(self, one: FormField, cleaned: dict[str, Any]) -> bool:
        """Whether the answers before it let the question be asked."""
        condition = condition_of(self.questions, one)
        return condition is None or cleaned.get(condition[0]) in condition[1]

    def _check(self, one: FormField, value: Any) -> None:
        readers = {FieldKind.EMAIL: read_email, FieldKind.PHONE: read_phone}
        read = readers.get(FieldKind(one.kind))
        if read and value and (problem := read(value).problem):
            self.add_error(one.name, _(problem))
        if isinstance(value, UploadedFile) and (value.size or 0) > LARGEST_FILE:
            self.add_error(one.name, _("The file is larger than 10 MB. Please choose a smaller one."))

    def said(self, one: FormField) -> bool:
        """Whether the question has an answer that is more than a tick."""
        return one.kind != FieldKind.CONSENT and bool(self.cleaned_data.get(one.name))

    def answers(self) -> list[Answer]:
        """What was answered, in the order of the form; files apart."""
        return [
            Answer(one.kind, one.label, _written(one, value), *one.span, allows=one.allows)
            for one in self.questions
            if one.kind != FieldKind.FILE and (value := self.cleaned_data.get(one.name))
        ]

    def sent_files(self) -> list[SentFile]:
        """The files, read into memory; they are at most 10 MB each."""
        sent = [self.cleaned_data.get(one.name) for one in self.questions if one.kind == FieldKind.FILE]
        return [
            SentFile((file.name or "")[:255], file.content_type or "", file.read()) for file in sent if file
        ]


def _written(one: FormField, value: Any) -> str:
    return one.label if one.kind == FieldKind.CONSENT else str(value).strip()


def _scores(one: FormField) -> Sequence[tuple[str, Any]]:
    """(score, its words)."""
    if one.scale == Scale.FIVE:
        return RATINGS
    if one.scale == Scale.TEN:
        return [(score, score) for score in one.answers]
    return [
        (score, ngettext("{count} star", "{count} stars", int(score)).format(count=score))
        for score in one.answers
    ]


def _input(one: FormField, *, kiosk: bool) -> forms.Field:
    attributes = {"autocomplete": "off" if kiosk else AUTOCOMPLETE.get(one.kind, "off")}
    common: dict[str, Any] = {
        "label": one.label,
        "required": one.required,
        "help_text": one.hint,
        "error_messages": {"required": NEEDED, "invalid_choice": gettext_lazy("Please choose one of these.")},
    }
    match FieldKind(one.kind):
        case FieldKind.TEXT:
            widget: forms.Widget = forms.Textarea(attrs={"rows": 4, **attributes})
            return forms.CharField(max_length=LONGEST_TEXT, widget=widget, **common)
        case FieldKind.CHOICE:
            choices = [(option, option) for option in one.options]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case FieldKind.RATING:
            return forms.ChoiceField(choices=_scores(one), widget=forms.RadioSelect, **common)
        case FieldKind.FILE:
            return forms.FileField(
                widget=forms.FileInput(attrs={"accept": ",".join(FILE_TYPES)}),
                allow_empty_file=False,
                **common,
            )
        case FieldKind.CONSENT:
            return forms.BooleanField(**common)
        case FieldKind.EMAIL:
            return forms.CharField(
                max_length=320, widget=forms.EmailInput(attrs={"inputmode": "email", **attributes}), **common
            )
        case FieldKind.PHONE:
            return forms.CharField(
                max_length=40,
                widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", **attributes}),
                **common,
            )
        case _:
            return forms.CharField(max_length=200, widget=forms.TextInput(attrs=attributes), **common)
