"""Every address of the product, from the URL map, with its parameters filled from what is planted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from tests.stories.planting import Planted

ALIASES = {
    ("*", "key_id"): "people.apikey",
    ("*", "raw_id"): "interactions.rawinbound",
    ("case_setting", "row_id"): "cases.casetype",
    ("case_setting_remove", "row_id"): "cases.casetype",
    ("*", "proposal_id"): "customers.duplicateproposal",
    ("*", "topic_id"): "interactions.brandtopic",
    ("*", "example_id"): "interactions.topicexample",
    ("*", "merge_id"): "customers.customermerge",
    ("*", "view_id"): "interactions.savedview",
    ("*", "message_id"): "interactions.outboxmessage",
    ("*", "account_id"): "interactions.channelaccount",
    ("*", "session_id"): "usersessions.usersession",
    ("*", "rule_id"): "channel_chat.invitationrule",
    ("mfa_remove_webauthn", "pk"): "mfa.authenticator",
    ("mfa_edit_webauthn", "pk"): "mfa.authenticator",
}
"""Parameters that are not called MODEL_id; "*" stands for every address."""

CLOSED_BY_SECRET = {
    "case_status": ["unknown"],
    "sign_in_link": ["in_unknown"],
    "invitation_accept": ["inv_unknown"],
    "account_reset_password_from_key": ["0", "unknown-key"],
}
"""Addresses that open to whoever holds a secret: asked with one that does not exist."""


class CannotFill(AssertionError):
    """An address has a parameter this proof knows no row for."""


WORDS = {
    "group": "at_risk",
    "path": "unknown",
    "token": "unknown",
    "kind_slug": "unknown",
    "number": "0",
    "form_address": "unknown",
    "place_code": "unknown",
    "line_secret": "unknown",
    "meeting_token": "unknown",
    "meeting_secret": "unknown",
    "field_key": "q1",
    "section": "types",
}
"""Parameters that name no row: one of the words they take. Forms, places, meetings and what switchboards and
meeting servers report to are public: whoever holds their unguessable word is meant to reach them."""


@dataclass(frozen=True)
class Address:
    """One pattern of the URL map."""

    name: str
    route: str
    parameters: tuple[str, ...]
    view: Any

    @property
    def names_a_row(self) -> bool:
        """Whether it is about one row, which its owner finds and nobody else may."""
        return self.name not in CLOSED_BY_SECRET and bool(set(self.parameters) - set(WORDS))

    def filled(self, planted: Planted) -> str:
        """The address with ids of the planted rows. Raises CannotFill."""
        if self.name in CLOSED_BY_SECRET:
            return reverse(self.name, args=CLOSED_BY_SECRET[self.name])
        path = self.route
        for parameter, converter in self._converters():
            value = WORDS.get(parameter) or str(self._row(parameter, planted).pk)
            path = path.replace(f"<{converter}:{parameter}>", value)
        return "/" + path.lstrip("/")

    def _converters(self) -> Iterator[tuple[str, str]]:
        for parameter in self.parameters:
            before = self.route[: self.route.index(f":{parameter}>")]
            yield parameter, before[before.rindex("<") + 1 :]

    def _row(self, parameter: str, planted: Planted) -> models.Model:
        label = ALIASES.get((self.name, parameter)) or ALIASES.get(("*", parameter))
        row = planted.rows.get(label) if label else planted.row(parameter.removesuffix("_id"))
        if row is None:
            raise CannotFill(
                f"The address /{self.route} ({self.name}) has the parameter {parameter!r}, and the proof "
                "that no brand reads another knows no row for it. Name it MODEL_id, or add it to ALIASES or "
                "WORDS in tests/stories/addresses.py."
            )
        return row


def all_addresses() -> list[Address]:
    """Every address of the URL map."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], before: str) -> Iterator[Address]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            name = each.name or route
            if not isinstance(each.pattern, RoutePattern) and name not in CLOSED_BY_SECRET:
                raise CannotFill(f"/{route} is no plain path; name its parameters with <…>.")
            yield Address(name, route, tuple(_parameters(route)), each.callback)


def _parameters(route: str) -> list[str]:
    return [part.partition(">")[0].rpartition(":")[2] for part in route.split("<")[1:] if ":" in part]
