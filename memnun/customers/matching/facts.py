"""What a contact tells about its customer: known facts go to their columns, the rest is kept as it is."""

from __future__ import annotations

from typing import Any

from memnun.customers.models.customer import AgeBand, Education, Hitap, IncomeBand, MaritalStatus

CHOICES: dict[str, set[str]] = {
    "hitap": set(Hitap.values),
    "age_band": set(AgeBand.values),
    "education": set(Education.values),
    "income_band": set(IncomeBand.values),
    "marital_status": set(MaritalStatus.values),
}
TEXTS = {"language": 5, "province": 40, "district": 60, "called": 120}


def sort_facts(facts: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Part `facts` into values for columns and everything else, which stays in `Customer.facts`."""
    columns: dict[str, str] = {}
    rest: dict[str, Any] = {}
    for name, value in facts.items():
        text = value.strip() if isinstance(value, str) else None
        if (text is not None and name in CHOICES and text in CHOICES[name]) or (
            text is not None and name in TEXTS and len(text) <= TEXTS[name]
        ):
            columns[name] = text
        else:
            rest[name] = value
    return columns, rest
