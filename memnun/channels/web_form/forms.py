"""What staff types about a form, its questions and its places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from memnun.channels.web_form.embedding import MOST_ORIGINS, NoOrigin, read_origin
from memnun.channels.web_form.fields import MOST_OPTIONS, FieldKind, FormField, Scale, deciders
from memnun.channels.web_form.models import WebForm
from memnun.consent.models import ConsentType
from memnun.people.forms.fields import BrandForm, branch_choice
from memnun.people.models import Branch, Team
from memnun.understanding.topics import TOPICS


class NewFormForm(forms.Form):
    """What a new form is called."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        help_text=gettext_lazy("Visitors read it above the form."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("tr", "Türkçe"), ("en", "English")]
    )


class WebFormForm(BrandForm):
    """Everything about a form but its questions."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip
    thanks = forms.CharField(
        label=gettext_lazy("Thank-you text"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=gettext_lazy("Shown with the reference number."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("tr", "Türkçe"), ("en", "English")]
    )
    team = forms.ModelChoiceField(
        label=gettext_lazy("Team"), queryset=Team.objects.none(), required=False, empty_label=gettext_lazy("Everybody")
    )  # fmt: skip
    branch = forms.ModelChoiceField(
        label=gettext_lazy("Branch"), queryset=Branch.objects.none(), required=False,
        empty_label=gettext_lazy("No branch"), help_text=gettext_lazy("A place of the form may have its own."),
    )  # fmt: skip
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    origins = forms.CharField(
        label=gettext_lazy("Sites that may show it"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One a line, as https://www.example.com. Nobody else can put the form into a page."),
    )  # fmt: skip
    active = forms.BooleanField(label=gettext_lazy("The form is open"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form = self.row if isinstance(self.row, WebForm) else None
        self.fields["team"].queryset = Team.objects.visible_to(self.person)  # type: ignore[attr-defined]
        self.fields["branch"].queryset = branch_choice(self.person, form.branch if form else None)  # type: ignore[attr-defined]
        turkish = (get_language() or "tr").startswith("tr")
        named = [(topic.slug, topic.turkish if turkish else topic.english) for topic in TOPICS]
        self.fields["topic"].choices = [("", _("What the text says")), *named]  # type: ignore[attr-defined]

    def clean_origins(self) -> list[str]:
        found: dict[str, None] = {}
        for line in self.cleaned_data["origins"].split():
            try:
                found[read_origin(line)] = None
            except NoOrigin as problem:
                raise forms.ValidationError(str(problem)) from None
        if len(found) > MOST_ORIGINS:
            raise forms.ValidationError(_("At most {count} sites.").format(count=MOST_ORIGINS))
        return list(found)


class QuestionForm(forms.Form):
    """One question of a form."""

    label = forms.CharField(label=gettext_lazy("Question"), max_length=300)
    hint = forms.CharField(label=gettext_lazy("Hint"), max_length=200, required=False)
    options = forms.CharField(
        label=gettext_lazy("Choices"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One a line."),
    )  # fmt: skip
    scale = forms.ChoiceField(label=gettext_lazy("Scale"), choices=Scale.choices, required=False)
    required = forms.BooleanField(label=gettext_lazy("Has to be answered"), required=False)
    allows = forms.MultipleChoiceField(
        label=gettext_lazy("Ticking it consents to advertising by"), choices=ConsentType.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Such a tick enters the ledger of consents with these very words. None: the line is kept with the form, as for a privacy notice."),
    )  # fmt: skip
    condition = forms.MultipleChoiceField(
        label=gettext_lazy("Ask only after these answers"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Of one question before this one. None ticked: always."),
    )  # fmt: skip

    def __init__(
        self, given: Any = None, *, kind: str, key: str, asked: Sequence[FormField], initial: dict[str, Any]
    ) -> None:
        chosen = [f"{initial.get('only_after', '')}:{answer}" for answer in initial.get("only_for", [])]
        super().__init__(given, initial={**initial, "condition": chosen})
        self.kind = kind
        self.asked_kinds = {one.kind for one in asked}
        choices = [
            (f"{one.key}:{answer}", f"{one.label} → {answer}")
            for one in deciders(asked, key)
            for answer in one.answers
        ]
        if choices:
            self.fields["condition"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["condition"]
        if kind != FieldKind.RATING:
            del self.fields["scale"]
        if kind != FieldKind.CHOICE:
            del self.fields["options"]
        if kind == FieldKind.CONSENT:
            del self.fields["hint"]
        else:
            del self.fields["allows"]

    def clean_options(self) -> list[str]:
        found = dict.fromkeys(line.strip()[:120] for line in self.cleaned_data["options"].splitlines())
        options = [line for line in found if line]
        if len(options) < 2:
            raise forms.ValidationError(_("A choice needs at least two lines."))
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(_("At most {count} lines.").format(count=MOST_OPTIONS))
        return options

    def clean_allows(self) -> list[str]:
        """Consent is free, and about an address that the form asks for."""
        allows: list[str] = self.cleaned_data["allows"]
        if allows and self.cleaned_data.get("required"):
            raise forms.ValidationError(
                _("Consent to advertising may not be a condition. Let the line be left empty.")
            )
        needed = {FieldKind.EMAIL if type == ConsentType.EPOSTA else FieldKind.PHONE for type in allows}
        if needed - self.asked_kinds:
            raise forms.ValidationError(
                _("The form does not ask for the address this consents to. Add the question first.")
            )
        return allows

    def clean_condition(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["condition"]
        if len({one.partition(":")[0] for one in chosen}) > 1:
            raise forms.ValidationError(_("Choose answers of one question only."))
        return chosen

    def field_of(self, key: str) -> FormField:
        """The question as it is stored."""
        told = self.cleaned_data
        condition = [one.partition(":") for one in told.get("condition", [])]
        return FormField(
            key, self.kind, told["label"], told["required"], told.get("hint", ""), told.get("options", []),
            scale=told.get("scale") or Scale.FIVE.value, only_after=condition[0][0] if condition else "",
            only_for=[answer for _key, _sign, answer in condition], allows=told.get("allows", []),
        )  # fmt: skip


class PlaceForm(BrandForm):
    """Where the form is put up."""

    name = forms.CharField(
        label=gettext_lazy("Place"), max_length=80,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Table 12, counter, exit …")}),
    )  # fmt: skip
    branch = forms.ModelChoiceField(
        label=gettext_lazy("Branch"), queryset=Branch.objects.none(), required=False, empty_label=gettext_lazy("No branch")
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branch_choice(self.person)  # type: ignore[attr-defined]
