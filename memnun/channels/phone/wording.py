"""A call in words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from memnun.channels.phone.models import Call, CallDirection


def words_of(call: Call) -> str:
    """ "Missed call", "Incoming call, 3 min 12 s", "Outgoing call, not reached"."""
    if not call.ended_at:
        return _("Call under way")
    if call.is_missed:
        return _("Missed call")
    if call.direction == CallDirection.OUT:
        if not call.answered_at:
            return _("Outgoing call, not reached")
        return _("Outgoing call, {length}").format(length=length_of(call.talked))
    return _("Incoming call, {length}").format(length=length_of(call.talked))


def length_of(talked: timedelta | None) -> str:
    """ "3 min 12 s"."""
    minutes, seconds = divmod(int(talked.total_seconds()) if talked else 0, 60)
    if not minutes:
        return _("{seconds} s").format(seconds=seconds)
    return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)
