"""The input of this room's acts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Group


class OverruleForm(forms.Form):
    """A group and why the person knows better than the evidence."""

    group = forms.ChoiceField(label=_("Group"), choices=Group.choices)
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        error_messages={"required": _("Please say why; your colleagues will read it.")},
    )
