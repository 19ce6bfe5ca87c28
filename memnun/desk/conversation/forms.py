"""The shape of what people send from a conversation."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.people.models import Person, Team

MORNING = time(9)
SNOOZES = {"hour": _("1 hour"), "tomorrow": _("Tomorrow 09:00"), "monday": _("Next Monday 09:00")}


def first_problem(form: forms.Form) -> str:
    """The first thing that is wrong with a form, in words."""
    return next(str(problem) for problems in form.errors.values() for problem in problems)


class AssignmentForm(forms.Form):
    """To whom; empty gives the conversation back to everybody."""

    to = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("This colleague is no longer here; choose somebody else.")},
    )

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices: QuerySet[Person] = Person.objects.visible_to(person).active()
        self.fields["to"].queryset = choices  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """To which team; empty takes the team off."""

    team = forms.ModelChoiceField(Team.objects.none(), required=False)

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["team"].queryset = Team.objects.visible_to(person)  # type: ignore[attr-defined]


class SnoozeForm(forms.Form):
    """A ready choice, or a time of one's own in the brand's time zone."""

    choice = forms.ChoiceField(choices=[*SNOOZES.items()], required=False)
    until = forms.DateTimeField(
        required=False, error_messages={"invalid": _("Please write the time as 15.03.2026 09:00.")}
    )

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if not self.errors and not cleaned.get("choice") and not cleaned.get("until"):
            raise forms.ValidationError(_("Please choose a time."))
        return cleaned

    @property
    def moment(self) -> datetime:
        """When the conversation comes back."""
        if choice := self.cleaned_data.get("choice"):
            return snooze_end(choice, clock.now())
        until: datetime = self.cleaned_data["until"]
        return until


def snooze_end(choice: str, now: datetime) -> datetime:
    """The moment meant by "hour", "tomorrow" or "monday"."""
    if choice == "hour":
        return now + timedelta(hours=1)
    today = timezone.localtime(now).date()
    days = 1 if choice == "tomorrow" else 7 - today.weekday()
    return timezone.make_aware(datetime.combine(today + timedelta(days=days), MORNING))
