"""A row of a table becomes a contact, or a list of what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.utils.translation import gettext as _

from memnun.archive.intake.columns import IGNORE, META
from memnun.archive.intake.values import CHANNELS, CONTACT_TYPES, DIRECTIONS, FACTS, FUNCTIONS, recognise
from memnun.foundation.tables.moments import plausible_moment
from memnun.foundation.turkish.date_reading import parse_datetime
from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.phones import read_phone
from memnun.interactions.contact import Contact, ContactCustomer

FACT_FIELDS = (
    "hitap",
    "language",
    "age_band",
    "education",
    "marital_status",
    "income_band",
    "province",
    "district",
)
MOST_META = 60


class WrongRowError(ValueError):
    """The row cannot become a contact; `problems` says why, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass
class RowReader:
    """Reads the rows of one file. `columns` is {column: field}, `channel` what rows without one are of."""

    columns: Mapping[str, str]
    channel: str
    zone: ZoneInfo
    date_order: str = "dmy"
    account: str = "main"
    problems: list[str] = field(default_factory=list)

    def read(self, row: Mapping[str, Any]) -> Contact:
        """The contact in a row. Raises WrongRowError with everything that is wrong with it."""
        self.problems = []
        if set(row) == {""}:
            raise WrongRowError([_("The line is not a JSON object.")])
        if "+" in row:
            self.problems.append(_("The row has more cells than there are columns."))
        told = self._told(row)
        contact = Contact(
            channel=self._word(told, "channel", CHANNELS) or self.channel,  # type: ignore[arg-type]
            external_id=told.get("external_id", "")[:255] or fingerprint(row),
            account=told.get("account", "")[:80] or self.account,
            direction=self._word(told, "direction", DIRECTIONS) or "in",  # type: ignore[arg-type]
            function=self._word(told, "function", FUNCTIONS),  # type: ignore[arg-type]
            contact_type=self._word(told, "contact_type", CONTACT_TYPES),  # type: ignore[arg-type]
            occurred_at=self._moment(row, told),
            customer=self._customer(told),
            thread=told.get("thread", "")[:255] or None,
            subject=told.get("subject", "")[:300],
            text=told.get("text", "")[:200_000],
            staff=told.get("staff", "")[:320] or None,
            branch=told.get("branch", "")[:40] or None,
            meta=self._meta(row),
        )
        if not contact.text and not contact.subject:
            self.problems.append(_("The row has no text."))
        if self.problems:
            raise WrongRowError(self.problems)
        return contact

    def _told(self, row: Mapping[str, Any]) -> dict[str, str]:
        told: dict[str, str] = {}
        for column, name in self.columns.items():
            if name not in (IGNORE, META) and row.get(column) not in (None, ""):
                told[name] = str(row[column]).strip()
        return told

    def _word(self, told: Mapping[str, str], name: str, words: Mapping[str, str]) -> str | None:
        if not (value := told.get(name)):
            return None
        if found := recognise(value, words):
            return found
        if name in ("function", "contact_type"):
            return None
        self.problems.append(_("“{value}” in {field} is not known.").format(value=value[:60], field=name))
        return None

    def _moment(self, row: Mapping[str, Any], told: Mapping[str, str]) -> datetime | None:
        column = next((column for column, name in self.columns.items() if name == "occurred_at"), None)
        value = row.get(column) if column else None
        if value in (None, ""):
            return None
        return plausible_moment(lambda: self._as_moment(value, told.get("time", "")), value, self.problems)

    def _as_moment(self, value: Any, at: str) -> datetime:
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=self.zone)
        if isinstance(value, date):
            return datetime.combine(value, time(12), self.zone)
        text = f"{value} {at}".strip() if at else str(value)
        return parse_datetime(text, self.date_order, self.zone)  # type: ignore[arg-type]

    def _customer(self, told: Mapping[str, str]) -> ContactCustomer:
        name = told.get("name") or " ".join(filter(None, [told.get("first_name"), told.get("last_name")]))
        email, phone = told.get("email"), told.get("phone")
        if email and read_email(email).value is None:
            self.problems.append(_("“{value}” is not an e-mail address.").format(value=email[:80]))
        if phone and read_phone(phone).value is None:
            self.problems.append(_("“{value}” is not a phone number.").format(value=phone[:40]))
        facts = {
            name: recognise(told[name], FACTS[name]) or told[name] for name in FACT_FIELDS if name in told
        }
        return ContactCustomer(
            external_id=told.get("customer_external_id", "")[:255] or None,
            name=name[:200] or None,
            email=email,
            phone=phone,
            claimed=told.get("claimed", "").lower() in ("true", "1", "evet"),
            facts=facts,
        )

    def _meta(self, row: Mapping[str, Any]) -> dict[str, Any]:
        kept = [
            column
            for column, name in self.columns.items()
            if name == META and row.get(column) not in (None, "")
        ]
        return {column.removeprefix("meta.")[:80]: _storable(row[column]) for column in kept[:MOST_META]}


def fingerprint(row: Mapping[str, Any]) -> str:
    """An id for a row that has none: the same row gives the same id in every file."""
    told = sorted((str(name), str(value)) for name, value in row.items() if value not in (None, ""))
    return "row-" + hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:32]


def sample_dates(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The values of the date column, for finding out in which order days and months stand."""
    column = next((column for column, name in columns.items() if name == "occurred_at"), None)
    return [str(row[column]) for row in rows if column and row.get(column) and isinstance(row[column], str)]


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value[:2000]
    if isinstance(value, bool | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)[:2000]
