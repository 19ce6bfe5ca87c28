"""When a mail was written. It was received on 5 January 2026, 11:10 UTC."""

from memnun.channels.email.tests.corpus.making import Case, plain


def _date(name, value, shown, **given):
    return Case(f"date_{name}", plain(f"date_{name}", "Merhaba", Date=value, **given), {"date": shown})


STAMP = "from mx.example by mx.marka.example with ESMTPS id 1; Mon, 5 Jan 2026 14:02:05 +0300"
CASES = [
    _date("with_zone", "Mon, 05 Jan 2026 14:02:00 +0300", "2026-01-05T11:02:00+00:00"),
    _date("with_zone_name", "Mon, 5 Jan 2026 11:02:00 GMT", "2026-01-05T11:02:00+00:00"),
    _date("without_zone", "Mon, 5 Jan 2026 11:02:00", "2026-01-05T11:02:00+00:00"),
    _date("without_weekday", "5 Jan 2026 14:02 +0300", "2026-01-05T11:02:00+00:00"),
    _date("two_digit_year", "Mon, 05 Jan 26 14:02:00 +0300", "2026-01-05T11:02:00+00:00"),
    _date("missing", None, "2026-01-05T11:10:00+00:00"),
    _date("empty", "", "2026-01-05T11:10:00+00:00"),
    _date("turkish_words", "Pzt, 5 Oca 2026 14:02:00 +0300", "2026-01-05T11:10:00+00:00"),
    _date("of_1970", "Thu, 01 Jan 1970 00:00:00 +0000", "2026-01-05T11:10:00+00:00"),
    _date("in_the_future", "Mon, 05 Jan 2032 14:02:00 +0300", "2026-01-05T11:10:00+00:00"),
    _date("an_hour_ahead", "Mon, 05 Jan 2026 15:02:00 +0300", "2026-01-05T11:10:00+00:00"),
    _date(
        "of_a_clock_years_behind",
        "Fri, 05 Jan 2018 14:02:00 +0300",
        "2026-01-05T11:02:05+00:00",
        Received=STAMP,
    ),
    _date("a_day_on_the_way", "Sun, 04 Jan 2026 14:02:00 +0300", "2026-01-04T11:02:00+00:00", Received=STAMP),
    _date("impossible_day", "Mon, 45 Jan 2026 14:02:00 +0300", "2026-01-05T11:10:00+00:00"),
    _date("impossible_zone", "Mon, 05 Jan 2026 14:02:00 +9999", "2026-01-05T11:10:00+00:00"),
]
