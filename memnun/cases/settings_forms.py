"""The input of this room's settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from memnun.cases.forms import CaseForm, MomentField
from memnun.cases.letters.gaps import GAPS, unknown_gaps
from memnun.cases.models import (
    CaseType,
    ConcessionKind,
    EscalationStep,
    Law,
    OwnerRule,
    RootCause,
    WorkingCalendar,
)
from memnun.cases.models.deadline import DeadlineKind
from memnun.cases.models.kinds import UNITS, URGENCIES
from memnun.foundation.languages import language_choices
from memnun.foundation.turkish.folding import sort_key
from memnun.interactions.models import BrandTopic
from memnun.people.models import Branch, Person, Role, Team
from memnun.understanding.topics import SLUGS, topic_label


class TypeSettingsForm(CaseForm):
    """A case type with its terms."""

    name = forms.CharField(label=_("Name"), max_length=80)
    enabled = forms.BooleanField(label=_("In use"), required=False, initial=True)
    urgency = forms.TypedChoiceField(label=_("Urgency"), coerce=int, choices=URGENCIES, initial=1)
    first_answer = forms.IntegerField(
        label=_("First answer within"), min_value=1, max_value=100_000, initial=120
    )
    first_answer_unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS)
    next_answer = forms.IntegerField(
        label=_("Next answers within"), min_value=1, max_value=100_000, initial=240
    )
    next_answer_unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS)
    solution = forms.IntegerField(label=_("Solved within"), min_value=1, max_value=100_000, initial=3)
    solution_unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS, initial="working_days")
    law = forms.ChoiceField(label=_("Term of the law"), choices=Law.choices, required=False)
    followed_up = forms.BooleanField(label=_("Asked again 7 to 14 days after it was solved"), required=False)
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("No team")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("team", Team.objects.visible_to(self.asker))


class GeneralForm(CaseForm):
    """What holds for all cases of the brand."""

    acknowledges = forms.BooleanField(
        label=_("Acknowledge new cases on the customer's channel"), required=False
    )
    acknowledgement = forms.CharField(
        label=_("Acknowledgement"), required=False, max_length=1000, widget=forms.Textarea,
        help_text=_("Empty for our own words. {hitap}, {numara} and {zaman} are filled in: how the customer is addressed, the number of the case, by when there will be an answer."),
    )  # fmt: skip
    joins_within_days = forms.IntegerField(
        label=_("A second complaint joins an open case for (days)"), min_value=1, max_value=365
    )
    reopens_within_days = forms.IntegerField(
        label=_("A reply reopens a solved case for (days)"), min_value=0, max_value=365
    )
    follow_up_from = forms.IntegerField(label=_("Ask again from day"), min_value=1, max_value=60)
    follow_up_until = forms.IntegerField(label=_("Ask again until day"), min_value=1, max_value=90)
    reminds_after_days = forms.IntegerField(
        label=_("Ask a silent customer again after (working days)"), min_value=1, max_value=60
    )

    def clean_acknowledgement(self) -> str:
        text: str = self.cleaned_data["acknowledgement"]
        unknown = unknown_gaps(text)
        if unknown:
            raise forms.ValidationError(
                _("Nothing can be filled in for {gap}. Use {known}.").format(
                    gap=", ".join(unknown), known=", ".join(f"{{{gap}}}" for gap in GAPS)
                )
            )
        return text

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("follow_up_until", 0) < told.get("follow_up_from", 0):
            self.add_error("follow_up_until", _("The last day comes after the first."))
        return told


class StepSettingsForm(CaseForm):
    """What happens before or after a deadline."""

    kind = forms.ChoiceField(
        label=_("Deadline"), choices=[("", _("All")), *DeadlineKind.choices], required=False
    )
    minutes = forms.IntegerField(
        label=_("Minutes of working time before (−) or after"), min_value=-10_000, max_value=10_000
    )
    act = forms.ChoiceField(label=_("Then"), choices=EscalationStep.Act.choices)
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("No team")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("team", Team.objects.visible_to(self.asker))


def topic_choices(person: Person) -> list[tuple[str, str]]:
    """Every topic with its label in the reader's language: the brand's own ones, then those shipped, by label."""
    language = get_language() or "tr"
    own = BrandTopic.objects.visible_to(person).in_use().slugs()
    shipped = sorted(
        ((slug, topic_label(slug, language)) for slug in SLUGS), key=lambda each: sort_key(each[1])
    )
    return [*((slug, topic_label(slug, language)) for slug in own), *shipped]


class OwnerRuleForm(CaseForm):
    """To whom cases go."""

    position = forms.IntegerField(label=_("Order"), min_value=1, max_value=99, initial=1)
    type = forms.ModelChoiceField(
        label=_("Type"), queryset=CaseType.objects.none(), required=False, empty_label=_("All types")
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    branch = forms.ModelChoiceField(
        label=_("Branch"), queryset=Branch.objects.none(), required=False, empty_label=_("All branches")
    )
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("Everybody")
    )
    way = forms.ChoiceField(label=_("Way"), choices=OwnerRule.Way.choices)
    usual_agent_first = forms.BooleanField(label=_("The customer's usual agent first"), required=False)
    skill_wanted = forms.BooleanField(label=_("Prefer whoever knows the topic"), required=False)
    language_wanted = forms.BooleanField(label=_("Prefer whoever speaks the language"), required=False)
    branch_wanted = forms.BooleanField(label=_("Prefer whoever works in the branch"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("type", CaseType.objects.visible_to(self.asker).in_use())
        self.offer("branch", Branch.objects.visible_to(self.asker))
        self.offer("team", Team.objects.visible_to(self.asker))
        self.choose("topic", [("", _("All topics")), *topic_choices(self.asker)])
        kept = self.initial.get("language") or ""
        self.choose("language", [("", _("All languages")), *language_choices([kept])])


class PolicyForm(CaseForm):
    """Who may give what, up to what, in which case."""

    kind = forms.ChoiceField(label=_("What"), choices=ConcessionKind.choices)
    role = forms.ChoiceField(
        label=_("Who"), choices=[choice for choice in Role.choices if choice[0] != "analyst"]
    )
    type = forms.ModelChoiceField(
        label=_("Type"), queryset=CaseType.objects.none(), required=False, empty_label=_("All types")
    )
    up_to = forms.DecimalField(
        label=_("Up to (TL)"), min_value=0, max_digits=12, decimal_places=2, localize=True
    )
    note = forms.CharField(label=_("When to give it"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("type", CaseType.objects.visible_to(self.asker).in_use())


class CauseForm(CaseForm):
    """A cause in the tree."""

    name = forms.CharField(label=_("Name"), max_length=80)
    parent = forms.ModelChoiceField(
        label=_("Under"), queryset=RootCause.objects.none(), required=False, empty_label=_("At the top")
    )
    active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("parent", RootCause.objects.visible_to(self.asker).filter(parent=None))


class CapacityForm(CaseForm):
    """What one person takes on."""

    takes_cases = forms.BooleanField(label=_("Is given cases"), required=False)
    most = forms.IntegerField(label=_("At most open"), min_value=0, max_value=1000)
    skills = forms.MultipleChoiceField(
        label=_("Knows these topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    working_calendar = forms.ModelChoiceField(
        label=_("Working hours"),
        queryset=WorkingCalendar.objects.none(),
        required=False,
        empty_label=_("Those of the brand"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("working_calendar", WorkingCalendar.objects.visible_to(self.asker))
        self.choose("skills", topic_choices(self.asker))
        self.choose("languages", language_choices(self.initial.get("languages") or ()))


class AbsenceForm(CaseForm):
    """Somebody is away."""

    person = forms.ModelChoiceField(label=_("Who"), queryset=Person.objects.none())
    since = MomentField(label=_("From"))
    until = MomentField(label=_("Until"))
    note = forms.CharField(label=_("Note"), max_length=120, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("person", Person.objects.visible_to(self.asker).active())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["until"] <= told["since"]:
            self.add_error("until", _("The absence ends after it begins."))
        return told


class LegalForm(CaseForm):
    """A value of the law from a day on."""

    value = forms.DecimalField(
        label=_("Consumer arbitration limit (TL)"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
    )
    valid_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
