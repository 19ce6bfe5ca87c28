"""People, invitations, teams and keys."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from memnun.people.forms.fields import BrandForm, branch_choice
from memnun.people.models import ApiKey, Branch, Person, Role, Scope, Team

MOST_REQUESTS_A_MINUTE = 600_000


class PersonForm(BrandForm):
    """What a person is called, may do and where they work."""

    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.ChoiceField(label=_("Role"))
    branch = forms.ModelChoiceField(
        label=_("Branch"), queryset=Branch.objects.none(), required=False, empty_label=_("No branch")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = self.row.branch if isinstance(self.row, Person) else None
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in Role if self.person.is_at_least(role)
        ]
        self.fields["branch"].queryset = branch_choice(self.person, present)  # type: ignore[attr-defined]


class InvitationForm(PersonForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    field_order = ["email", "name", "role", "branch"]


class AcceptanceForm(forms.Form):
    """A name and a password for somebody who has no account yet."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters; a few words are easier to keep in mind."),
    )


class DepartureForm(BrandForm):
    """Who takes over from somebody who leaves."""

    successor = forms.ModelChoiceField(
        label=_("Who takes over?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody: back to the shared inbox"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Person.objects.visible_to(self.person).active().exclude(role=Role.ANALYST)
        self.fields["successor"].queryset = self.without_row(others)  # type: ignore[attr-defined]


class TeamForm(BrandForm):
    """A team and who is in it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    private = forms.BooleanField(
        label=_("Private"),
        help_text=_("Its conversations are seen by its members, managers and owners only."),
        required=False,
    )
    members = forms.ModelMultipleChoiceField(
        label=_("Members"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = Person.objects.visible_to(self.person).active()  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.is_taken(Team.objects, name=name):
            raise forms.ValidationError(_("Another team has this name."))
        return name


class ApiKeyForm(BrandForm):
    """What a key is called, may do, and how often."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("The program that will use it."))
    scopes = forms.MultipleChoiceField(
        label=_("May"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    requests_a_minute = forms.IntegerField(
        label=_("Requests a minute"), min_value=1, max_value=MOST_REQUESTS_A_MINUTE, initial=6000
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.is_taken(ApiKey.objects.filter(revoked_at=None), name=name):
            raise forms.ValidationError(_("Another key in use has this name."))
        return name
