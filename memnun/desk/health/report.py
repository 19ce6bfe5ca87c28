"""The state of the installation: rules, queues, processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from memnun.events.invariants import REGISTRY, Invariant
from memnun.events.models import Heartbeat, InvariantCheck
from memnun.foundation import clock

PARTS = {
    "web": _("Pages and live streams"),
    "live": _("Live streams"),
    "worker": _("Jobs"),
    "clock": _("Clock"),
    "placing": _("Placing of contacts"),
    "groups": _("Grouping of customers"),
    "events": _("Readers of the log"),
    "demo": _("Life of the sample brand"),
}
"""What the processes and loops do, by the name they leave their sign of life under."""

SILENT_AFTER = timedelta(seconds=30)
FORGOTTEN_AFTER = timedelta(days=1)
STALE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Rule:
    """One invariant with its last look; `check` is None before the first."""

    invariant: Invariant
    check: InvariantCheck | None
    now: datetime

    @property
    def broken(self) -> bool:
        """Whether rows broke the rule at the last look."""
        return self.check is not None and self.check.count > 0

    @property
    def stale(self) -> bool:
        """Whether the last look is too long ago to be relied on."""
        return self.check is None or self.check.checked_at < self.now - STALE_AFTER


@dataclass(frozen=True, slots=True)
class Part:
    """One running part of the product and its last sign of life."""

    heartbeat: Heartbeat
    silent: bool

    @property
    def name(self) -> str:
        """What the part does; the bare name of one that is not known here."""
        return str(PARTS.get(self.heartbeat.name, self.heartbeat.name))


def rules() -> list[Rule]:
    """Every rule, broken ones first."""
    checks = InvariantCheck.objects.in_bulk()
    now = clock.now()
    found = [Rule(invariant, checks.get(name), now) for name, invariant in sorted(REGISTRY.items())]
    return sorted(found, key=lambda rule: (not rule.broken, not rule.stale))


def parts() -> list[Part]:
    """The parts that gave a sign of life within a day."""
    now = clock.now()
    beats = Heartbeat.objects.filter(at__gte=now - FORGOTTEN_AFTER).order_by("name", "host")
    return [Part(beat, beat.at < now - SILENT_AFTER) for beat in beats]
