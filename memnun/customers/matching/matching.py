"""Finding or making the customers of a batch of contacts with a handful of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from memnun.customers.matching.facts import CHOICES, TEXTS, sort_facts
from memnun.customers.matching.sender import Key, Sender
from memnun.customers.models import Customer, DuplicateProposal, Group, Identity
from memnun.foundation import clock
from memnun.foundation.copying import copy_rows
from memnun.foundation.ids import uuid7
from memnun.foundation.turkish.folding import fold, sort_key


@dataclass(frozen=True, slots=True)
class Match:
    """The customer of one contact, by which rule, and whether it was made for it."""

    customer_id: UUID
    rule: str
    created: bool


FILLED = ("name", *CHOICES, *TEXTS, "facts")
RULE = {"external": "external_id", "email": "email", "phone": "phone"}


class Matching:
    """One batch of one brand. Runs inside the caller's transaction."""

    def __init__(self, brand_id: UUID, at: datetime | None = None) -> None:
        self.brand_id = brand_id
        self.at = at or clock.now()
        self.known: dict[Key, UUID] = {}
        self.held: set[tuple[UUID, Key]] = set()
        self.threads: dict[tuple[UUID, str], UUID] = {}
        self.new_customers: dict[UUID, dict[str, Any]] = {}
        self.new_identities: list[tuple[Any, ...]] = []
        self.proven: list[tuple[UUID, Key]] = []
        self.told: dict[UUID, list[Sender]] = {}
        self.conflicts: dict[tuple[UUID, UUID], list[dict[str, Any]]] = {}

    def match(self, senders: Sequence[Sender]) -> list[Match]:
        """The customers of `senders`, in their order; makes and completes rows as needed."""
        identities = [sender.identities() for sender in senders]
        self._look_up({key for found in identities for key, _, _ in found})
        stated = self._stated(senders)
        matches = [
            self._match_one(sender, found, stated.get(sender.stated_id))
            for sender, found in zip(senders, identities, strict=True)
        ]
        self._write()
        return matches

    def _look_up(self, keys: set[Key]) -> None:
        if not keys:
            return
        kinds, scopes, values = zip(*keys, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT i.kind, i.scope, i.value, i.customer_id, i.claimed FROM customers_identity i "
                "JOIN (SELECT unnest(%s::text[]) AS kind, unnest(%s::uuid[]) AS scope, unnest(%s::text[]) AS value) k "
                "ON i.kind = k.kind AND i.value = k.value AND i.scope IS NOT DISTINCT FROM k.scope "
                "WHERE i.brand_id = %s",
                [list(kinds), list(scopes), list(values), self.brand_id],
            )
            for kind, scope, value, customer_id, claimed in cursor.fetchall():
                key = (kind, scope, value)
                self.held.add((customer_id, key))
                if not claimed:
                    self.known[key] = customer_id

    def _stated(self, senders: Sequence[Sender]) -> dict[UUID | None, UUID]:
        ids = {sender.stated_id for sender in senders if sender.stated_id}
        if not ids:
            return {}
        rows = Customer.objects.filter(brand_id=self.brand_id, id__in=ids).values_list("id", "merged_into")
        return {customer_id: merged_into or customer_id for customer_id, merged_into in rows}

    def _match_one(self, sender: Sender, found: list[tuple[Key, str, bool]], stated: UUID | None) -> Match:
        recognised = [
            (key, self.known[key]) for key, _, claimed in found if not claimed and key in self.known
        ]
        created = False
        if stated:
            customer_id, rule = stated, "stated"
        elif recognised:
            customer_id, rule = recognised[0][1], RULE[recognised[0][0][0]]
        elif sender.answers_customer_id:
            customer_id, rule = sender.answers_customer_id, "answer"
            self._prove(customer_id, found)
        elif not found and (of_thread := sender.thread_customer_id or self._of_thread(sender)):
            customer_id, rule = of_thread, "thread"
        else:
            customer_id, rule, created = self._make(sender), "new", True
        if sender.thread:
            self.threads.setdefault((sender.scope, sender.thread), customer_id)
        for key, other in recognised:
            if other != customer_id:
                self._note_conflict(customer_id, other, key, sender)
        self._add_identities(customer_id, found, sender.source)
        if not created and (sender.name or sender.facts):
            self.told.setdefault(customer_id, []).append(sender)
        return Match(customer_id, rule, created)

    def _of_thread(self, sender: Sender) -> UUID | None:
        """Whoever began the sender's thread earlier in this batch."""
        return self.threads.get((sender.scope, sender.thread)) if sender.thread else None

    def _make(self, sender: Sender) -> UUID:
        customer_id = uuid7()
        columns, rest = sort_facts(sender.facts)
        self.new_customers[customer_id] = {**columns, "name": sender.name.strip()[:200], "facts": rest}
        return customer_id

    def _add_identities(self, customer_id: UUID, found: list[tuple[Key, str, bool]], source: str) -> None:
        for key, shown, claimed in found:
            if (customer_id, key) in self.held or (not claimed and key in self.known):
                continue
            self.held.add((customer_id, key))
            if not claimed:
                self.known[key] = customer_id
            kind, scope, value = key
            self.new_identities.append(
                (
                    uuid7(),
                    self.brand_id,
                    customer_id,
                    kind,
                    scope,
                    value,
                    shown[:320],
                    claimed,
                    source[:60],
                    self.at,
                )
            )

    def _prove(self, customer_id: UUID, found: list[tuple[Key, str, bool]]) -> None:
        """What the customer had only typed is theirs: they got what was sent there."""
        for key, _, claimed in found:
            if not claimed and (customer_id, key) in self.held:
                self.known[key] = customer_id
                self.proven.append((customer_id, key))

    def _note_conflict(self, customer_id: UUID, other: UUID, key: Key, sender: Sender) -> None:
        first, second = sorted((customer_id, other))
        reasons = self.conflicts.setdefault((first, second), [])
        if len(reasons) < 5:
            reasons.append({"rule": "named_together", "score": 0.9, "detail": key[2]})

    def _write(self) -> None:
        if self.new_customers:
            self._write_customers()
        if self.new_identities:
            with connection.cursor() as cursor:
                copy_rows(
                    cursor.cursor,
                    "customers_identity",
                    [
                        "id",
                        "brand_id",
                        "customer_id",
                        "kind",
                        "scope",
                        "value",
                        "shown",
                        "claimed",
                        "source",
                        "created_at",
                    ],
                    self.new_identities,
                )
        for customer_id, (kind, _scope, value) in self.proven:
            Identity.objects.filter(customer=customer_id, kind=kind, value=value).update(claimed=False)
        if self.told:
            self._complete()
        if self.conflicts:
            self._propose()

    def _write_customers(self) -> None:
        template = Customer(brand_id=self.brand_id)
        names = [field.attname for field in Customer._meta.concrete_fields]
        defaults = {name: getattr(template, name) for name in names}
        rows = []
        for customer_id, told in self.new_customers.items():
            name = told["name"]
            row = {
                **defaults,
                **told,
                "id": customer_id,
                "name_folded": fold(name)[:200],
                "name_sort": sort_key(name)[:600],
                "group": Group.UNKNOWN.value,
                "group_since": self.at,
                "created_at": self.at,
                "first_seen_at": self.at,
                "last_seen_at": self.at,
            }
            rows.append([_column(row[name]) for name in names])
        columns = [str(field.column) for field in Customer._meta.concrete_fields]
        with connection.cursor() as cursor:
            copy_rows(cursor.cursor, "customers_customer", columns, rows)

    def _complete(self) -> None:
        """Fill what is still blank in known customers; nothing that stands is overwritten."""
        known = Customer.objects.filter(id__in=self.told).only(*FILLED)
        customers = {customer.id: customer for customer in known}
        for customer_id, senders in self.told.items():
            if customer := customers.get(customer_id):
                changed = {field for sender in senders for field in _fill_blanks(customer, sender)}
                if changed:
                    customer.save(update_fields=[*changed, "name_folded", "name_sort"])

    def _propose(self) -> None:
        DuplicateProposal.objects.bulk_create(
            [
                DuplicateProposal(
                    brand_id=self.brand_id, first_id=first, second_id=second, score=0.9, reasons=reasons
                )
                for (first, second), reasons in self.conflicts.items()
            ],
            ignore_conflicts=True,
        )


def _fill_blanks(customer: Customer, sender: Sender) -> list[str]:
    columns, rest = sort_facts(sender.facts)
    if sender.name.strip():
        columns["name"] = sender.name.strip()[:200]
    changed = []
    for name, value in columns.items():
        if not getattr(customer, name) and value:
            setattr(customer, name, value)
            changed.append(name)
    missing = {name: value for name, value in rest.items() if name not in customer.facts}
    if missing:
        customer.facts = {**customer.facts, **missing}
        changed.append("facts")
    return changed


def _column(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value
