"""The page on which a brand reads its rules and switches them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.people.doors import StaffRequest, at_least
from memnun.people.models import Role
from memnun.reactions.actions import switch
from memnun.reactions.rules import all_rules, switched_off


@require_GET
@at_least(Role.MANAGER)
def rules(request: StaffRequest) -> HttpResponse:
    """All rules as sentences."""
    off = switched_off(request.person.brand_id)
    told = [(rule, rule.name not in off) for rule in all_rules()]
    return render(request, "reactions/rules.html", {"rules": told})


@require_POST
@at_least(Role.MANAGER)
def rule_switch(request: StaffRequest) -> HttpResponse:
    """Switch one rule on or off."""
    found = next((rule for rule in all_rules() if rule.name == request.POST.get("rule")), None)
    if found is None:
        raise Http404
    on = request.POST.get("on") == "yes"
    switch(found, on=on, by=request.person)
    messages.success(request, _("The rule holds again.") if on else _("The rule no longer holds."))
    return redirect("rules")
