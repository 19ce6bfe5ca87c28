"""Meetings by mail."""

from memnun.channels.email.tests.corpus.making import Case, attached, head, leaf, several, wire


def ics(
    method="REQUEST",
    *,
    summary="Ürün görüşmesi",
    guests="ATTENDEE;CN=Marka;PARTSTAT=NEEDS-ACTION:mailto:destek@marka.example",
    begins="DTSTART:20260112T110000Z",
    ends="DTEND:20260112T113000Z",
    sequence=0,
):
    return wire(
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//TR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:toplanti-1@musteri.example\nSEQUENCE:{sequence}\n"
        f"SUMMARY:{summary}\nLOCATION:https://gorusme.example/1\nORGANIZER;CN=Ayşe:mailto:ayse@musteri.example\n{guests}\n{begins}\n{ends}\nEND:VEVENT\nEND:VCALENDAR\n"
    )


def mail_of(name, data, kind="text/calendar; charset=utf-8; method=REQUEST"):
    """A mail with a calendar part."""
    return head(name) + several("alternative", leaf("Görüşelim mi?", "text/plain"), attached(data, kind, ""))


def _case(name, data, expected, kind="text/calendar; charset=utf-8; method=REQUEST"):
    return Case(
        f"calendar_{name}", mail_of(name, data, kind), {"text": "Görüşelim mi?", "invitation": expected}
    )


ASKED = {
    "method": "request",
    "uid": "toplanti-1@musteri.example",
    "summary": "Ürün görüşmesi",
    "begins": "2026-01-12T11:00:00+00:00",
    "organiser": "ayse@musteri.example",
}
CASES = [
    _case("request", ics(), ASKED),
    _case("request_as_ics_type", ics(), ASKED, kind="application/ics; name=davet.ics"),
    _case(
        "reply_accepted",
        ics("REPLY", guests="ATTENDEE;PARTSTAT=ACCEPTED:mailto:ayse@musteri.example"),
        {"method": "reply", "answer": "accepted"},
    ),
    _case(
        "reply_declined",
        ics("REPLY", guests="ATTENDEE;PARTSTAT=DECLINED:mailto:ayse@musteri.example"),
        {"method": "reply", "answer": "declined"},
    ),
    _case(
        "reply_tentative",
        ics("REPLY", guests="ATTENDEE;PARTSTAT=TENTATIVE:mailto:ayse@musteri.example"),
        {"method": "reply", "answer": "tentative"},
    ),
    _case("cancel", ics("CANCEL", sequence=2), {"method": "cancel", "sequence": 2}),
    _case("method_only_in_the_type", ics().replace(b"METHOD:REQUEST\r\n", b""), {"method": "request"}),
    _case(
        "in_turkish_time",
        ics(begins="DTSTART;TZID=Europe/Istanbul:20260112T140000"),
        {"begins": "2026-01-12T14:00:00+03:00"},
    ),
    _case(
        "whole_day",
        ics(begins="DTSTART;VALUE=DATE:20260112", ends="DTEND;VALUE=DATE:20260113"),
        {"begins": "2026-01-12"},
    ),
    _case("broken", b"BEGIN:VCALENDAR\r\nboz", None),
    _case("without_meeting", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", None),
    _case("with_rubbish_lines", ics().replace(b"SEQUENCE:0", b"SEQUENCE:abc"), {"method": "request"}),
]
