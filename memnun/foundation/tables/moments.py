"""Moments in the cells of a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from memnun.foundation import clock

AHEAD = timedelta(days=1)
FIRST_YEAR = 1971


def plausible_moment(read: Callable[[], datetime], written: object, problems: list[str]) -> datetime | None:
    """The moment that `read` finds, which raises ValueError where there is none; None when it cannot be right.

    Then `problems` gets a sentence that names what is `written`.
    """
    shown = str(written)[:60]
    try:
        moment = read()
    except ValueError:
        problems.append(_("“{value}” is not a date.").format(value=shown))
        return None
    if moment > clock.now() + AHEAD or moment.year < FIRST_YEAR:
        problems.append(_("The date {value} lies in the future or too long ago.").format(value=shown))
        return None
    return moment
