"""The brand's rules of contact and the texts it shows."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from memnun.consent import events as acts
from memnun.consent.models import ContactPolicy, Notice, NoticeShown
from memnun.customers.models import Customer
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Brand, Person


def policy_of(brand: Brand) -> ContactPolicy:
    """The brand's rules; the usual ones, unsaved, when it never set any."""
    return ContactPolicy.objects.filter(brand=brand).first() or ContactPolicy(brand=brand)


@transaction.atomic
def change_policy(brand: Brand, *, values: dict[str, Any], by: Person) -> ContactPolicy:
    """Set the named rules; the log keeps old and new."""
    policy = ContactPolicy.objects.select_for_update(no_key=True).filter(
        brand=brand
    ).first() or ContactPolicy(brand=brand)
    changes = [
        [name, getattr(policy, name), value]
        for name, value in values.items()
        if getattr(policy, name) != value
    ]
    for name, value in values.items():
        setattr(policy, name, value)
    policy.changed_at = clock.now()
    policy.save()
    if changes:
        record(
            acts.POLICY_CHANGED, brand_id=brand.id, by=by, subject_id=policy.id, model="consent.contactpolicy",
            changes=changes,
        )  # fmt: skip
    return policy


@transaction.atomic
def write_notice(
    brand: Brand, *, kind: str, name: str, language: str, text: str, by: Person | None
) -> Notice:
    """A new version of a text; what was shown before keeps its own."""
    about = {"brand": brand, "kind": kind, "name": name, "language": language}
    Brand.objects.select_for_update(no_key=True).get(id=brand.id)
    last = Notice.objects.filter(**about).aggregate(last=Max("version"))["last"] or 0
    notice = Notice.objects.create(**about, version=last + 1, text=text, made_by=by)
    record(acts.NOTICE_MADE, brand_id=brand.id, by=by, subject_id=notice.id, name=name, version=last + 1)
    return notice


@transaction.atomic
def record_notice_shown(
    notice: Notice,
    *,
    channel: str,
    customer: Customer | None = None,
    address: str = "",
    evidence: dict[str, Any] | None = None,
    by: Person | None = None,
) -> NoticeShown:
    """That a text was shown, read out or sent to somebody."""
    shown = NoticeShown.objects.create(
        brand_id=notice.brand_id, notice=notice, customer=customer, address=address, channel=channel,
        evidence=evidence or {},
    )  # fmt: skip
    record(
        acts.NOTICE_SHOWN, brand_id=notice.brand_id, by=by, customer_id=customer.id if customer else None,
        subject_id=shown.id, name=notice.name, version=notice.version,
    )  # fmt: skip
    return shown
