"""What the sample customers told about reaching them: channels, hours, their branch."""

from typing import Any

import msgspec
from django.db import connection

from memnun.customers.models import Customer
from memnun.demo.casting import a_branch
from memnun.demo.chance import dice
from memnun.demo.customers import Customer as Told
from memnun.demo.customers import customer
from memnun.people.models import Brand

_WORKING_DAYS = ("mon", "tue", "wed", "thu", "fri")
_UPDATE = """
UPDATE customers_customer c
SET preferred_channels = w.channels, preferred_hours = w.hours, branch_id = b.id
FROM jsonb_to_recordset(%s) AS w(id uuid, channels varchar(12)[], hours jsonb, branch text)
JOIN people_branch b ON b.brand_id = %s AND b.code = w.branch
WHERE c.id = w.id
"""


def keep_wishes(brand: Brand, seed: int) -> None:
    """Write the wishes of all customers who carry a member number."""
    rows = Customer.objects.filter(brand=brand, facts__has_key="member_number")
    numbers = rows.values_list("id", "facts__member_number").iterator()
    wished = [_wish(id, seed, customer(seed, int(number[1:]))) for id, number in numbers]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [msgspec.json.encode(wished).decode(), brand.id])


def _wish(id: Any, seed: int, told: Told) -> dict[str, Any]:
    begins, _, ends = told.preferred_hours.partition("-")
    return {
        "id": id,
        "channels": told.preferred_channels,
        "hours": {day: [begins, ends] for day in _WORKING_DAYS} if ends else {},
        "branch": a_branch(dice(seed, "branch", told.number), told).code,
    }
