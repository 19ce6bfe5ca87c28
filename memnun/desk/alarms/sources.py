"""The alarms there are: what each counts, what it means and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from memnun.consent.models import Confirmation, IysAccount, IysMismatch, IysReport
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, OutboxMessage, OutboxState, RawInbound
from memnun.people.models import Person

SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One row behind an alarm, in a line."""

    name: str
    words: str
    url: tuple[str, Any] | None = None


@dataclass(frozen=True)
class Source:
    """One kind of alarm. `rows` are those a person may see; `lines` tell of the first few."""

    slug: str
    title: Promise
    meaning: Promise
    todo: Promise
    icon: str
    url_name: str
    rows: Callable[[Person], QuerySet[Any]]
    lines: Callable[[Iterable[Any]], list[Line]]


def _accounts(person: Person) -> QuerySet[Any]:
    return ChannelAccount.objects.visible_to(person).filter(active=True).exclude(problem="").order_by("id")


def _stranded(person: Person) -> QuerySet[Any]:
    rows = OutboxMessage.objects.visible_to(person).filter(settled_at=None)
    rows = rows.filter(state__in=[OutboxState.FAILED, OutboxState.UNCERTAIN])
    return rows.select_related("customer").order_by("-created_at", "-id")


def _quarantined(person: Person) -> QuerySet[Any]:
    return RawInbound.objects.visible_to(person).quarantined().select_related("channel_account").defer("body")


def _unconfirmed(person: Person) -> QuerySet[Any]:
    rows = Confirmation.objects.visible_to(person).in_trouble(clock.now())
    return rows.select_related("consent__customer")


def _late_for_iys(person: Person) -> QuerySet[Any]:
    rows = IysReport.objects.visible_to(person).late(clock.now())
    return rows.select_related("consent").order_by("due_at", "consent_id")


def _different(person: Person) -> QuerySet[Any]:
    return IysMismatch.objects.visible_to(person).open()


def _iys_accounts(person: Person) -> QuerySet[Any]:
    return IysAccount.objects.visible_to(person).exclude(problem="").order_by("id")


def _of_accounts(rows: Iterable[ChannelAccount]) -> list[Line]:
    return [Line(str(row), row.problem, ("channel_account", row.id)) for row in rows]


def _of_messages(rows: Iterable[OutboxMessage]) -> list[Line]:
    return [
        Line(
            str(row.customer),
            row.problem or str(row.get_state_display()),
            ("desk:conversation", row.conversation_id),
        )
        for row in rows
    ]


def _of_raws(rows: Iterable[RawInbound]) -> list[Line]:
    return [Line(str(row.channel_account), row.problem) for row in rows]


def _of_confirmations(rows: Iterable[Confirmation]) -> list[Line]:
    return [_of_confirmation(row) for row in rows]


def _of_confirmation(row: Confirmation) -> Line:
    customer = row.consent.customer
    words = str(row.get_problem_display() or _("Its day is over."))
    return Line(row.consent.address, words, ("consent:permissions", customer.id) if customer else None)


def _of_reports(rows: Iterable[IysReport]) -> list[Line]:
    return [Line(row.consent.address, str(row.get_state_display())) for row in rows]


def _of_mismatches(rows: Iterable[IysMismatch]) -> list[Line]:
    return [Line(row.address, f"{row.get_ours_display()} / {row.get_theirs_display()}") for row in rows]


def _of_iys_accounts(rows: Iterable[IysAccount]) -> list[Line]:
    return [Line(row.username, row.problem) for row in rows]


SOURCES = (
    Source(
        "accounts", _("A channel does not work"),
        _("Messages may not come in or leave through it, or were found missing when it was compared."),
        _("Read what the server says, correct the settings and try the connection."),
        "plug", "channels", _accounts, _of_accounts,
    ),
    Source(
        "dead_letters", _("Messages did not reach customers"),
        _("They will not leave by themselves any more."),
        _("Send them again, write another way, or settle them."),
        "send", "desk:outbox", _stranded, _of_messages,
    ),
    Source(
        "quarantine", _("Records could not be read"),
        _("Somebody may wait for an answer nobody has seen."),
        _("Look at them, have them read again, or set them aside."),
        "alert-triangle", "desk:quarantine", _quarantined, _of_raws,
    ),
    Source(
        "confirmations", _("Consents are not confirmed to their givers"),
        _("Who consents electronically must be told so on the same day."),
        _("Connect a channel that can carry it, or deal with the message in the outbox; it then goes by itself."),
        "circle-check", "channels", _unconfirmed, _of_confirmations,
    ),
    Source(
        "iys_late", _("İYS is not told of consents or refusals in time"),
        _("Three working days are over; late consents cannot be used."),
        _("Make the file and upload it, or look at the connected account."),
        "clock", "consent:iys", _late_for_iys, _of_reports,
    ),
    Source(
        "iys_differences", _("İYS and the ledger say different things"),
        _("The stricter side holds until somebody has looked."),
        _("Look at each difference and settle it."),
        "arrows-split", "consent:iys", _different, _of_mismatches,
    ),
    Source(
        "iys_account", _("The İYS account does not answer"),
        _("Without it nothing is told to İYS and no change comes from there."),
        _("Read what İYS says and connect the account again."),
        "shield-check", "consent:iys", _iys_accounts, _of_iys_accounts,
    ),
)  # fmt: skip
"""In the order of their weight."""

LIVE = (
    "interactions.quarantined", "outbox.failed", "outbox.returned",
    "outbox.resent", "outbox.settled", "outbox.sent", "consent.not_confirmed", "consent.iys_missed",
    "channels.connected", "channels.changed", "channels.switched_off",
)  # fmt: skip
"""The acts after which the bell is drawn anew; what happens without an act is found by looking every minute."""
