"""What the rail, the phone's bottom bar and the settings list hold.

An entry appears when its address resolves (its room exists) and the person's role may see it.
Roles from low to high: analyst, agent, manager, owner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES = ("analyst", "agent", "manager", "owner")


class HasRole(Protocol):
    """Somebody with a role."""

    role: str


@dataclass(frozen=True)
class Entry:
    """A registered entry.

    `url_name` as reverse() takes it, `role` the lowest that may see it, `key` its keyboard shortcut.
    """

    name: str
    label: str | Promise = field(hash=False)  # whose hash takes its translation
    icon: str
    url_name: str
    role: str = "agent"
    key: str = ""
    section: str | Promise = field(default="", hash=False)


@dataclass(frozen=True)
class Link:
    """An entry as one person sees it on one page."""

    entry: Entry
    url: str
    current: bool


RAIL = (
    Entry("desk", _("Desk"), "inbox", "desk:inbox", "agent", "g m"),
    Entry("my_day", _("My day"), "sun", "desk:day", "agent", "g g"),
    Entry("groups", _("Three groups"), "columns-3", "segments:board", "analyst", "g ü"),
    Entry("outbox", _("Outbox"), "send", "desk:outbox", "agent"),
    Entry("customers", _("Customers"), "users", "customers:list", "analyst", "g c"),
    Entry("calls", _("Calls"), "phone", "calls", "agent", "g b"),
    Entry("letters", _("Letters"), "mailbox", "letters", "agent"),
    Entry("cases", _("Cases"), "clipboard-check", "cases", "agent", "g v"),
    Entry("preventing", _("Prevention"), "shield-check", "preventing", "manager"),
    Entry("surveys", _("Surveys"), "checkbox", "surveys", "analyst", "g a"),
    Entry("suggestions", _("Suggestions"), "bulb", "suggestions", "analyst", "g f"),
    Entry("journeys", _("Journeys"), "route", "journeys", "analyst"),
    Entry("outreach", _("Outreach"), "speakerphone", "outreach", "manager"),
    Entry("themes", _("Themes"), "trending-up", "insights:themes", "analyst"),
    Entry("insights", _("Insights"), "chart-dots", "insights", "analyst"),
    Entry("reports", _("Reports"), "report-analytics", "reports", "analyst"),
    Entry("knowledge", _("Knowledge base"), "book", "knowledge", "agent"),
    Entry("import", _("Import"), "database-import", "archive:intakes", "manager"),
)

FOOT = (
    Entry("health", _("Health"), "heartbeat", "desk:health", "manager"),
    Entry("settings", _("Settings"), "settings", "settings", "manager"),
)

BOTTOM = (
    Entry("desk", _("Desk"), "inbox", "desk:inbox", "agent"),
    Entry("my_day", _("My tasks"), "checkbox", "desk:day", "agent"),
    Entry("groups", _("Three groups"), "columns-3", "segments:board", "analyst"),
    Entry("add", _("Add"), "plus", "desk:interaction_create", "agent"),
)

MINE = _("My account")
BRAND = _("Brand")
CONNECTIONS = _("Connections")
PERMISSIONS = _("Permissions")
SETTINGS = (
    Entry("password", _("Password"), "lock", "account_change_password", "analyst", section=MINE),
    Entry("mfa", _("Two-step sign-in"), "shield-lock", "mfa_index", "analyst", section=MINE),
    Entry("sessions", _("Open sessions"), "device-laptop", "usersessions_list", "analyst", section=MINE),
    Entry("brand", _("Brand"), "building", "settings", "manager", section=BRAND),
    Entry("people", _("Staff"), "users-group", "people", "manager", section=BRAND),
    Entry("teams", _("Teams"), "users", "teams", "manager", section=BRAND),
    Entry("branches", _("Branches"), "building-store", "branches", "manager", section=BRAND),
    Entry("activity", _("Activity"), "history", "activity", "manager", section=BRAND),
    Entry("case_settings", _("Cases"), "clipboard-check", "case_settings", "manager", section=BRAND),
    Entry("rules", _("Rules"), "adjustments", "rules", "manager", section=BRAND),
    Entry("tags", _("Tags"), "tags", "desk:tags", "manager", section=BRAND),
    Entry("replies", _("Saved replies"), "message-2", "saved_replies", "agent", section=BRAND),
    Entry("topics", _("Topics"), "list-check", "desk:topics", "manager", section=BRAND),
    Entry("learning", _("Learning"), "sparkles", "desk:learning", "manager", section=BRAND),
    Entry("policy", _("Rules of contact"), "adjustments", "consent:policy", "manager", section=PERMISSIONS),
    Entry("iys", "İYS", "shield-check", "consent:iys", "manager", section=PERMISSIONS),
    Entry("texts", _("Texts"), "file-text", "consent:notices", "manager", section=PERMISSIONS),
    Entry(
        "no_contact",
        _("List of no contact"),
        "user-off",
        "consent:suppressions",
        "manager",
        section=PERMISSIONS,
    ),
    Entry("retention", _("Retention"), "clock", "retention", "manager", section=PERMISSIONS),
    Entry("destructions", _("Log of destructions"), "trash", "destructions", "manager", section=PERMISSIONS),
    Entry("gate", _("What the gate said"), "list-check", "consent:decisions", "manager", section=PERMISSIONS),
    Entry("channels", _("Channels"), "plug", "channels", "manager", section=CONNECTIONS),
    Entry("call_lists", _("Lists of calls"), "phone", "call_imports", "manager", section=CONNECTIONS),
    Entry("web_forms", _("Web forms"), "checkbox", "web_forms", "manager", section=CONNECTIONS),
    Entry("api_keys", _("API keys"), "key", "api_keys", "manager", section=CONNECTIONS),
)


def links(entries: Iterable[Entry], person: HasRole | None, path: str) -> list[Link]:
    """What the person may see of the entries.

    Current is the one whose address is the longest beginning of `path`.
    """
    seen = _seen(tuple(entries), person.role, get_script_prefix(), get_urlconf()) if person else []
    here = max((url for _entry, url in seen if _leads_to(url, path)), key=len, default="")
    return [Link(entry, url, url == here) for entry, url in seen]


@lru_cache(maxsize=64)
def _seen(
    entries: tuple[Entry, ...], role: str, _prefix: str, _urlconf: str | None
) -> list[tuple[Entry, str]]:
    """The entries that a role may see, with their addresses, which follow from the URL map and its prefix."""
    own = [entry for entry in entries if ROLES.index(role) >= ROLES.index(entry.role)]
    return [(entry, url) for entry in own if (url := address(entry.url_name))]


def address(name: str) -> str:
    """The address with this name, empty when no room offers it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))
