"""What a brand may send to one customer: consents, wishes, and the gate explained."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from memnun.consent.actions import CannotRecord, Given, change_wishes, record_consent, suppress
from memnun.consent.actions.policy import policy_of, record_notice_shown
from memnun.consent.forms.consent import ConsentForm
from memnun.consent.forms.suppressions import CustomerSuppressionForm
from memnun.consent.gate.intent import Address
from memnun.consent.links import link_for, preference_url, revoke
from memnun.consent.models import PreferenceLink
from memnun.consent.preferences import wishes_form
from memnun.consent.reading import ASKED_CHANNELS, Permissions
from memnun.customers.models import Customer
from memnun.people.doors import StaffRequest, find_visible, may_act, staff_required
from memnun.people.sign_in import site_address


@require_GET
@staff_required
def permissions(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """The customer's consents with history and evidence, wishes, and why one may or may not write now."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    if customer.merged_into_id:
        return redirect("consent:permissions", customer.merged_into_id)
    page = Permissions(customer, request.person)
    return render(
        request,
        "consent/customer/permissions.html",
        {
            "customer": customer,
            "page": page,
            "channels": ASKED_CHANNELS,
            "asked": page.answer(request.GET.get("channel", ""), request.GET.get("purpose", "")),
            "wishes": wishes_form(customer, policy_of(request.person.brand), None),
            "suppression_form": CustomerSuppressionForm(),
        },
    )


@require_http_methods(["GET", "POST"])
@may_act
def consent_create(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Record what was said on the phone, on paper or face to face."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    form = ConsentForm(
        request.POST if request.method == "POST" else None, customer=customer, person=request.person
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        given = Given(
            told["type"], told["address"], told["status"], told["source"], told["taken_at"], told["recipient_type"],
            customer.id, told["notice"], {"note": told["evidence"]},
        )  # fmt: skip
        try:
            record_consent(given, brand=request.person.brand, by=request.person)
            if told["notice"]:
                record_notice_shown(
                    told["notice"],
                    channel="phone",
                    customer=customer,
                    address=told["address"],
                    by=request.person,
                )
        except CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It stands in the ledger."))
            return redirect("consent:permissions", customer.id)
    return render(
        request,
        "consent/customer/consent.html",
        {"customer": customer, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@may_act
def wishes_update(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Keep what the customer said they wish."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    if request.POST.get("act") == "off":
        change_wishes(customer, wishes={"everything_off": True}, by=request.person)
        messages.success(request, _("Everything is off; only what is owed still goes."))
        return redirect("consent:permissions", customer.id)
    form = wishes_form(customer, policy_of(request.person.brand), request.POST)
    if form.is_valid():
        change_wishes(customer, wishes=form.wishes(), by=request.person)
        messages.success(request, _("The wishes are kept."))
    else:
        messages.error(request, _("Please look again; nothing was changed."))
    return redirect("consent:permissions", customer.id)


@require_POST
@may_act
def customer_suppress(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Let nothing more go to any address of the customer."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    form = CustomerSuppressionForm(request.POST)
    if form.is_valid():
        suppress(request.person.brand, customer=customer, by=request.person, **form.cleaned_data)
        messages.success(request, _("Nobody writes to this customer any more."))
    else:
        messages.error(request, _("Please say why."))
    return redirect("consent:permissions", customer.id)


@require_POST
@may_act
def link_create(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """The preference page's address, to give to the customer."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    page = Permissions(customer, request.person)
    chosen = next((one for one in page.addresses if one.value == request.POST.get("address")), None)
    if chosen is None:
        messages.error(request, _("Please choose one of the customer's addresses."))
        return redirect("consent:permissions", customer.id)
    link = link_for(customer.brand_id, Address(chosen.kind, chosen.value), customer_id=customer.id)
    shown = {"customer": customer, "link": link, "url": preference_url(link, site=site_address(request))}
    return render(request, "consent/customer/link.html", shown)


@require_POST
@may_act
def link_revoke(request: StaffRequest, preference_link_id: UUID) -> HttpResponse:
    """Close a preference page; the refusal by one click keeps working."""
    link = find_visible(PreferenceLink.objects, request.person, id=preference_link_id)
    revoke(link, by=request.person)
    messages.success(request, _("This page no longer opens."))
    if link.customer_id:
        return redirect("consent:permissions", link.customer_id)
    return redirect("consent:decisions")
