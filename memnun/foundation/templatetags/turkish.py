"""Filters for dates, numbers, money, phones and letter case in the active language.

A missing value (None or "") is written as nothing.
"""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone, is_aware, localtime
from django.utils.translation import get_language

from memnun.foundation import clock
from memnun.foundation.money import Money
from memnun.foundation.turkish import case, dates, numbers, phones
from memnun.foundation.turkish.money import format_money

register = template.Library()

Amount = int | float | Decimal | str | None


@register.filter
@stringfilter
def tr_upper(text: str) -> str:
    """Upper case with the dotted capital İ."""
    return case.upper(text)


@register.filter
@stringfilter
def tr_lower(text: str) -> str:
    """Lower case with the dotless ı."""
    return case.lower(text)


@register.filter
@stringfilter
def tr_title(text: str) -> str:
    """Every word with one capital letter."""
    return case.title(text)


@register.filter
def short_date(day: date | None) -> str:
    """ "03.03.2026" or "3 Mar 2026"; moments are told in the viewer's zone."""
    return dates.short_date(_local(day), _language()) if day else ""


@register.filter
def long_date(day: date | None) -> str:
    """ "3 Mart 2026 Salı" or "Tuesday, 3 March 2026"."""
    return dates.long_date(_local(day), _language()) if day else ""


@register.filter
def clock_time(moment: datetime | None) -> str:
    """ "14:22" in the viewer's zone."""
    return f"{_local(moment):%H:%M}" if moment else ""


@register.filter
def ago(moment: datetime | None) -> str | SafeString:
    """A `<time>` element: "3 saat önce" to read, the exact moment for the pointer and for machines."""
    if not moment:
        return ""
    local, now = localtime(moment), clock.now()
    zone, language = get_current_timezone(), _language()
    return format_html(
        '<time datetime="{}" title="{} {}" data-ago{}>{}</time>',
        local.isoformat(timespec="seconds"),
        dates.long_date(local, language),
        dates.clock_time(local),
        " data-ahead" if moment > now else "",
        dates.ago(moment, now, language, zone),
    )


@register.filter
def number(value: Amount, places: int | None = None) -> str:
    """ "1.234.567,89" or "1,234,567.89"."""
    exact = _exact(value)
    if exact is None:
        return ""
    return numbers.format_number(value if isinstance(value, float) else exact, places, _language())


@register.filter
def percent(share: Amount, places: int = 0) -> str:
    """A share of one: 0.87 is "%87" or "87%"."""
    exact = _exact(share)
    return "" if exact is None else numbers.format_percent(exact, places, _language())


@register.filter
def money(amount: Money | Amount, currency: str = "TRY") -> str:
    """ "1.234,50 TL" or "₺1,234.50"; plain numbers are amounts of `currency`."""
    if isinstance(amount, Money):
        return format_money(amount, _language())
    exact = _exact(amount)
    return "" if exact is None else format_money(Money(exact, currency), _language())


@register.filter
def phone(e164: str | None) -> str:
    """ "0532 123 45 67"."""
    return phones.show_phone(e164) if e164 else ""


def _language() -> str:
    return get_language() or "tr"


def _local(day: date) -> date:
    return localtime(day) if isinstance(day, datetime) and is_aware(day) else day


def _exact(value: Amount) -> Decimal | None:
    """The finite value, or None for a missing one and for text that is no number."""
    if value is None or value == "":
        return None
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return None
    return exact if exact.is_finite() else None
