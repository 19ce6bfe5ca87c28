"""The filter panel's fields and the form of a saved view."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Group
from memnun.desk.inbox.chips import topic_choices
from memnun.desk.inbox.filters import EVERY, MINE, NOBODY, Filters
from memnun.interactions.models import Channel, Function, SavedView, Status
from memnun.interactions.models.reading import Kind
from memnun.people.models import Branch, Person, Team

TICKED = {"value": "1"}
DAY = {"type": "date"}


class FilterForm(forms.Form):
    """All filters; it is sent to the inbox by GET, where `Filters` reads them."""

    status = forms.ChoiceField(label=_("Status"), choices=[*Status.choices, (EVERY, _("Every status"))])
    assignee = forms.ChoiceField(label=_("Owner"))
    unanswered = forms.BooleanField(label=_("Unanswered only"), widget=forms.CheckboxInput(attrs=TICKED))
    mentions = forms.BooleanField(
        label=_("Only where I was called"), widget=forms.CheckboxInput(attrs=TICKED)
    )
    channel = forms.MultipleChoiceField(
        label=_("Channel"), choices=Channel.choices, widget=forms.CheckboxSelectMultiple
    )
    group = forms.MultipleChoiceField(
        label=_("Group"), choices=Group.choices, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.MultipleChoiceField(
        label=_("Kind"), choices=[choice for choice in Kind.choices if choice[0] != Kind.OTHER],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    function = forms.MultipleChoiceField(
        label=_("Function"), choices=Function.choices, widget=forms.CheckboxSelectMultiple
    )
    topic = forms.MultipleChoiceField(label=_("Topic"), widget=forms.CheckboxSelectMultiple)
    tag = forms.CharField(label=_("Tag"))
    team = forms.ChoiceField(label=_("Team"))
    branch = forms.ChoiceField(label=_("Branch"))
    since = forms.DateField(label=_("From day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Until day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))

    def __init__(self, person: Person, filters: Filters) -> None:
        super().__init__(initial=_initial(filters), use_required_attribute=False)
        anything = [("", _("All"))]
        people = Person.objects.visible_to(person).active()
        owners = [(MINE, _("Mine")), (NOBODY, _("Unassigned")), *_named(people)]
        for field in self.fields.values():
            field.required = False
        self._choose("assignee", [("", _("Anybody")), *owners])
        self._choose("topic", topic_choices(person))
        self._choose("team", [*anything, *_named(Team.objects.visible_to(person))])
        self._choose("branch", [*anything, *_named(Branch.objects.visible_to(person).filter(active=True))])

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class SavedViewForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name for the present filters."""

    class Meta:
        model = SavedView
        fields = ["name", "shared"]


def _initial(filters: Filters) -> dict[str, Any]:
    initial: dict[str, Any] = {
        name: getattr(filters, name) for name in ("channel", "group", "kind", "function", "topic")
    }
    for name in ("status", "assignee", "unanswered", "mentions", "since", "until"):
        initial[name] = getattr(filters, name)
    for name in ("tag", "team", "branch"):
        initial[name] = next(iter(getattr(filters, name)), "")
    return initial


def _named(rows: Any) -> list[tuple[str, str]]:
    return [(str(id_), name) for id_, name in rows.values_list("id", "name")]
