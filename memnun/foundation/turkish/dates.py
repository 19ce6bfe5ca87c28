"""Days and moments as they are written, in Turkish and in English."""

from datetime import date, datetime, timedelta, tzinfo

from memnun.foundation.clock import ISTANBUL

MONTHS = {
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(),
    "en": ("January February March April May June July August September October November December").split(),
}
WEEKDAYS = {
    "tr": "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
_UNITS = {
    "tr": {"minute": "dakika", "hour": "saat", "day": "gün", "week": "hafta", "month": "ay", "year": "yıl"},
    "en": {unit: unit for unit in ("minute", "hour", "day", "week", "month", "year")},
}
_NEAR = {
    "tr": {"just now": "az önce", "soon": "birazdan", "yesterday": "dün", "tomorrow": "yarın"},
    "en": {"just now": "just now", "soon": "in a moment", "yesterday": "yesterday", "tomorrow": "tomorrow"},
}


def long_date(day: date, language: str = "tr") -> str:
    """ "3 Mart 2026 Salı"; in English "Tuesday, 3 March 2026"."""
    language = _known(language)
    month, weekday = MONTHS[language][day.month - 1], WEEKDAYS[language][day.weekday()]
    if language == "tr":
        return f"{day.day} {month} {day.year} {weekday}"
    return f"{weekday}, {day.day} {month} {day.year}"


def short_date(day: date, language: str = "tr") -> str:
    """ "03.03.2026"; in English "3 Mar 2026", which nobody reads the American way."""
    if _known(language) == "tr":
        return f"{day.day:02}.{day.month:02}.{day.year:04}"
    return f"{day.day} {MONTHS['en'][day.month - 1][:3]} {day.year}"


def clock_time(moment: datetime) -> str:
    """ "14:22", 24 hours, in the moment's own zone."""
    return f"{moment:%H:%M}"


def ago(moment: datetime, now: datetime, language: str = "tr", zone: tzinfo = ISTANBUL) -> str:
    """How far `moment` is from `now` (both aware): "az önce", "3 saat önce", "dün", "2 gün sonra".

    Yesterday and tomorrow are calendar days of `zone`; less than six hours are told in hours even
    across midnight. Weeks start at 7 days, months at 30, years at 365.
    """
    language = _known(language)
    distance = abs(now - moment)
    past = moment <= now
    if distance < timedelta(minutes=1):
        return _NEAR[language]["just now" if past else "soon"]
    days = abs((_day(now, zone) - _day(moment, zone)).days)
    if distance < timedelta(hours=1):
        count, unit = distance // timedelta(minutes=1), "minute"
    elif days == 0 or distance < timedelta(hours=6):
        count, unit = distance // timedelta(hours=1), "hour"
    elif days == 1:
        return _NEAR[language]["yesterday" if past else "tomorrow"]
    else:
        count, unit = _calendar_units(days)
    return _distance(count, unit, past, language)


def _calendar_units(days: int) -> tuple[int, str]:
    for length, unit in ((365, "year"), (30, "month"), (7, "week")):
        if days >= length:
            return days // length, unit
    return days, "day"


def _distance(count: int, unit: str, past: bool, language: str) -> str:
    word = _UNITS[language][unit]
    if language == "tr":
        return f"{count} {word} {'önce' if past else 'sonra'}"
    plural = f"{count} {word}" if count == 1 else f"{count} {word}s"
    return f"{plural} ago" if past else f"in {plural}"


def _day(moment: datetime, zone: tzinfo) -> date:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(zone).date()


def _known(language: str) -> str:
    return "tr" if language.startswith("tr") else "en"
