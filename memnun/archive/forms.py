"""The input of this room's pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from memnun.archive.intake.columns import FIELDS, IGNORE, META
from memnun.interactions.models import Channel, Import

FIELD_LABELS = {
    "external_id": _("Number or id of the record"),
    "occurred_at": _("Date (and time)"),
    "time": _("Time of day"),
    "channel": _("Channel"),
    "account": _("Mailbox, line or page"),
    "direction": _("Incoming or outgoing"),
    "function": _("Marketing, sales or service"),
    "contact_type": _("Kind of contact"),
    "name": _("Customer's name"),
    "first_name": _("Given name"),
    "last_name": _("Surname"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "customer_external_id": _("Customer number"),
    "text": _("What was said"),
    "subject": _("Subject"),
    "thread": _("Conversation id"),
    "staff": _("E-mail of the member of staff"),
    "branch": _("Code of the branch"),
    "hitap": _("How to address (or gender)"),
    "language": _("Language"),
    "age_band": _("Age band"),
    "education": _("Education"),
    "marital_status": _("Marital status"),
    "income_band": _("Income band"),
    "province": _("Province"),
    "district": _("District"),
    "claimed": _("E-mail and phone are unproven"),
}
CHOICES = [
    (META, _("Keep beside the text")),
    (IGNORE, _("Leave out")),
    *[(name, FIELD_LABELS[name]) for name in FIELDS],
]


class FileForm(forms.Form):
    """A file to bring in."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, Excel (.xlsx), JSONL, mbox or .eml; nothing is written before you have seen a preview."
        ),
        error_messages={"required": _("Please choose a file."), "empty": _("The file is empty.")},
    )


class ColumnsForm(forms.Form):
    """How each column is read; a field may be taken once."""

    channel = forms.ChoiceField(label=_("Channel of rows that name none"), choices=Channel.choices)
    own = forms.CharField(label=_("The brand's own addresses"), required=False, max_length=2000)

    def __init__(self, intake: Import, data: Any = None) -> None:
        super().__init__(data, initial={"channel": intake.channel})
        self.columns = list(intake.mapping)
        for position, column in enumerate(self.columns):
            self.fields[f"column-{position}"] = forms.ChoiceField(
                label=column, choices=CHOICES, required=False, initial=intake.mapping[column]
            )
        if self.columns:
            del self.fields["own"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = self.chosen(cleaned)
        for name in FIELDS:
            taken = [column for column, field in chosen.items() if field == name]
            if len(taken) > 1:
                told = _("“{field}” is chosen for several columns: {columns}.")
                self.add_error(None, told.format(field=FIELD_LABELS[name], columns=", ".join(taken)))
        if self.columns and not {"text", "subject"} & set(chosen.values()):
            self.add_error(None, _("Please say which column holds what was said."))
        return cleaned

    def chosen(self, cleaned: dict[str, Any] | None = None) -> dict[str, str]:
        """{column: field} as chosen."""
        values = self.cleaned_data if cleaned is None else cleaned
        return {
            column: values.get(f"column-{position}", META) for position, column in enumerate(self.columns)
        }

    def column_fields(self) -> list[forms.BoundField]:
        """The choices, in the order of the columns."""
        return [self[f"column-{position}"] for position in range(len(self.columns))]
