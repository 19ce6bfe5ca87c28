"""The forms of a saved reply and of an article."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from memnun.knowledge.filling import GAPS, unknown_gaps
from memnun.understanding.topics import SLUGS, topic_label


class SavedReplyForm(forms.Form):
    """Name, text with gaps, and whether it is only for the person."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    only_mine = forms.BooleanField(label=gettext_lazy("Only for me"), required=False)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if unknown := unknown_gaps(text):
            known = ", ".join(f"{{{name}}}" for name in GAPS)
            raise forms.ValidationError(
                _("There is no gap called %(name)s. There are: %(known)s."),
                params={"name": f"{{{unknown[0]}}}", "known": known},
            )
        return text


class ArticleForm(forms.Form):
    """Title, text, topic, and whether colleagues may read it."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 16})
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    finished = forms.BooleanField(label=gettext_lazy("Finished: all colleagues may read it"), required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        language, chosen = get_language() or "tr", str(self.initial.get("topic", ""))
        slugs = dict.fromkeys([*SLUGS, *([chosen] if chosen else [])])
        told = [(slug, topic_label(slug, language)) for slug in slugs]
        self.fields["topic"].choices = [("", "–"), *told]  # type: ignore[attr-defined]
