"""İYS: its rules as a table, its files out and in."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import Workbook

from memnun.consent.actions import Given, record_consent, refuse
from memnun.consent.deciding import decide
from memnun.consent.iys import rules
from memnun.consent.iys.parsing import Unreadable, read_rows
from memnun.consent.iys.reading import read_file, settle
from memnun.consent.iys.writing import COLUMNS, NothingDue, file_text, make_file, mark_uploaded
from memnun.consent.models import Consent, ConsentState, IysMismatch, IysReport
from memnun.consent.testing import TUESDAY_NOON, give_consent, make_intent
from memnun.consent.words import tell
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.people.testing import Cast

NOW = TUESDAY_NOON
ONAY = rules.Held("ONAY", NOW - timedelta(days=30))
RET = rules.Held("RET", NOW - timedelta(days=30))
LAW = datetime(2015, 5, 1, 9, tzinfo=UTC)
EMAIL = "ayse@musteri.example"


@pytest.mark.parametrize(
    ("status", "held", "taken_at", "source", "recipient", "code"),
    [
        ("ONAY", None, NOW, "HS_WEB", "BIREYSEL", None),
        ("RET", None, NOW, "HS_WEB", "BIREYSEL", "first_is_refusal"),
        ("RET", ONAY, NOW, "HS_WEB", "BIREYSEL", None),
        ("ONAY", RET, NOW, "HS_WEB", "BIREYSEL", None),
        ("ONAY", ONAY, NOW, "HS_WEB", "BIREYSEL", "same_again"),
        ("RET", RET, NOW, "HS_WEB", "BIREYSEL", "same_again"),
        ("RET", rules.Held("ONAY", NOW), NOW, "HS_WEB", "BIREYSEL", "not_newer"),
        ("ONAY", None, NOW + timedelta(seconds=1), "HS_WEB", "BIREYSEL", "in_the_future"),
        ("ONAY", None, LAW - timedelta(days=1), "HS_WEB", "BIREYSEL", "before_the_law"),
        ("ONAY", None, LAW, "HS_2015", "BIREYSEL", None),
        ("ONAY", None, LAW + timedelta(days=1), "HS_2015", "BIREYSEL", "not_the_day_of_2015"),
        ("ONAY", None, NOW, "HS_2015", "BIREYSEL", "not_the_day_of_2015"),
        ("ONAY", None, LAW, "HS_WEB", "BIREYSEL", "too_old"),
        ("ONAY", None, datetime(2026, 11, 19, 6, tzinfo=UTC), "HS_WEB", "BIREYSEL", None),
        ("ONAY", None, datetime(2026, 11, 18, 6, tzinfo=UTC), "HS_WEB", "BIREYSEL", "too_old"),
        ("ONAY", None, None, "HS_WEB", "BIREYSEL", "date_or_source_missing"),
        ("ONAY", None, NOW, "", "BIREYSEL", "date_or_source_missing"),
        ("ONAY", None, None, "", "TACIR", None),
        ("RET", None, None, "", "TACIR", "first_is_refusal"),
    ],
)
def test_the_rules_of_iys(
    status: str, held: Any, taken_at: datetime | None, source: str, recipient: str, code: str | None
) -> None:
    problem = rules.problem_with(rules.Report(recipient, status, taken_at, source), held, NOW)
    assert (problem.code if problem else None) == code


def test_every_problem_has_a_sentence_of_its_own() -> None:
    assert tell("same_again", {"status": "ONAY"}) == "İYS bu adres için zaten ONAY tutuyor."
    assert (
        tell("wrong_kind", {"value": "x", "type": "MESAJ"}) == "recipient: “x” şu izin türüne uymuyor: Mesaj."
    )


@pytest.fixture
def noon() -> Any:
    with clock.frozen(NOW) as frozen:
        yield frozen


def consent(**fields: Any) -> Given:
    return Given(
        **{
            "type": "EPOSTA",
            "address": EMAIL,
            "status": "ONAY",
            "source": "HS_WEB",
            "taken_at": NOW,
            **fields,
        }
    )


def rows_of(made: Any) -> list[list[str]]:
    text = "".join(file_text(made))
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def test_the_file_holds_what_is_due_in_the_words_of_iys(cast: Cast, noon: Any) -> None:
    record_consent(consent(), brand=cast.brand)
    record_consent(consent(type="MESAJ", address="+905321112233", recipient_type="TACIR"), brand=cast.brand)
    made = make_file(cast.brand, by=cast.murat)
    assert rows_of(made) == [
        list(COLUMNS),
        ["EPOSTA", "HS_WEB", EMAIL, "ONAY", "2026-11-24 12:00:00", "BIREYSEL"],
        ["MESAJ", "", "+905321112233", "ONAY", "", "TACIR"],
    ]
    with pytest.raises(NothingDue):
        make_file(cast.brand, by=cast.murat)


def test_a_consent_and_its_refusal_go_in_their_order(cast: Cast, noon: Any, ayse: Customer) -> None:
    record_consent(consent(), brand=cast.brand)
    noon.move(timedelta(minutes=5))
    refuse(cast.brand, address=EMAIL, types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    made = make_file(cast.brand, by=cast.murat)
    assert [row[3] for row in rows_of(made)[1:]] == ["ONAY", "RET"]
    assert mark_uploaded(made, by=cast.murat) == 2
    assert mark_uploaded(made, by=cast.murat) == 0
    assert ConsentState.objects.get().iys_status == "RET"


def test_what_iys_would_refuse_stays_out_with_the_reason(cast: Cast, noon: Any, ayse: Customer) -> None:
    record_consent(consent(), brand=cast.brand)
    noon.move(timedelta(minutes=5))
    refuse(cast.brand, address=EMAIL, types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    IysReport.objects.filter(consent__status="ONAY").update(state="missed")
    with pytest.raises(NothingDue):
        make_file(cast.brand, by=cast.murat)
    assert IysReport.objects.get(consent__status="RET").problem == "first_is_refusal"


def test_a_late_refusal_goes_all_the_same(cast: Cast, noon: Any, ayse: Customer) -> None:
    give_consent(ayse)
    refuse(cast.brand, address=EMAIL, types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    noon.move(timedelta(days=20))
    assert make_file(cast.brand, by=cast.murat).rows == 1


def test_a_consent_may_be_used_once_the_file_is_in_iys(cast: Cast, noon: Any, ayse: Customer) -> None:
    record_consent(consent(), brand=cast.brand)
    made = make_file(cast.brand, by=cast.murat)
    assert decide(make_intent(ayse)).reason == "waits_for_iys"
    mark_uploaded(made, by=cast.murat)
    assert decide(make_intent(ayse)).may_send


def iys_csv(*rows: str) -> bytes:
    return "\n".join([",".join(COLUMNS), *rows]).encode()


def read(cast: Cast, *rows: str) -> Any:
    return read_file(cast.brand, name="iys.csv", content=iys_csv(*rows), by=cast.murat)


def test_what_iys_knows_and_we_do_not_is_taken_over(cast: Cast, noon: Any, ayse: Customer) -> None:
    done = read(cast, f"EPOSTA,HS_WEB,{EMAIL},ONAY,2026-03-01 10:00:00,BIREYSEL")
    assert (done.rows, done.changed, done.problems) == (1, 1, [])
    assert Consent.objects.get().customer_id == ayse.id
    assert decide(make_intent(ayse)).may_send
    assert not IysReport.objects.exists()


def test_a_newer_refusal_at_iys_holds_here(cast: Cast, noon: Any, ayse: Customer) -> None:
    give_consent(ayse)
    read(cast, f"EPOSTA,IYS_WEB,{EMAIL},RET,2026-11-23 10:00:00,BIREYSEL")
    assert decide(make_intent(ayse)).reason == "refused"
    assert not IysMismatch.objects.exists()


def test_our_refusal_holds_against_an_older_consent_there_and_the_difference_is_listed(
    cast: Cast, noon: Any, ayse: Customer
) -> None:
    give_consent(ayse, status="RET")
    for _time in range(2):
        read(cast, f"EPOSTA,HS_WEB,{EMAIL},ONAY,2026-11-01 10:00:00,BIREYSEL")
    assert decide(make_intent(ayse)).reason == "refused"
    difference = IysMismatch.objects.open().get()
    assert (difference.ours, difference.theirs) == ("RET", "ONAY")
    settle(difference, by=cast.murat)
    assert not IysMismatch.objects.open().exists()


def test_an_old_refusal_there_stops_us_until_it_is_cleared(cast: Cast, noon: Any, ayse: Customer) -> None:
    give_consent(ayse)
    read(cast, f"EPOSTA,HS_WEB,{EMAIL},RET,2026-01-01 10:00:00,BIREYSEL")
    assert decide(make_intent(ayse)).reason == "refused_in_iys"
    assert IysMismatch.objects.open().count() == 1


def test_a_consent_the_citizen_gave_at_iys_later_counts(cast: Cast, noon: Any, ayse: Customer) -> None:
    give_consent(ayse, status="RET")
    read(cast, f"EPOSTA,IYS_MOBIL,{EMAIL},ONAY,2026-11-23 10:00:00,BIREYSEL")
    assert decide(make_intent(ayse)).may_send


def test_what_is_on_its_way_is_no_difference_and_is_accepted_when_it_comes_back(
    cast: Cast, noon: Any, ayse: Customer
) -> None:
    give_consent(ayse)
    refuse(cast.brand, address=EMAIL, types=["EPOSTA"], source="HS_EPOSTA", evidence={})
    read(cast, f"EPOSTA,HS_WEB,{EMAIL},ONAY,2026-11-14 12:00:00,BIREYSEL")
    assert not IysMismatch.objects.exists()
    read(cast, f"EPOSTA,HS_EPOSTA,{EMAIL},RET,2026-11-24 12:00:00,BIREYSEL")
    assert IysReport.objects.get().state == "accepted"


def test_wrong_rows_are_told_one_by_one_and_the_others_are_taken(cast: Cast, noon: Any) -> None:
    done = read(
        cast,
        f"EPOSTA,HS_WEB,{EMAIL},ONAY,2026-03-01 10:00:00,BIREYSEL",
        "FAKS,HS_WEB,a@musteri.example,ONAY,2026-03-01 10:00:00,BIREYSEL",
        "MESAJ,HS_WEB,a@musteri.example,ONAY,2026-03-01 10:00:00,BIREYSEL",
        "MESAJ,HS_WEB,12,ONAY,2026-03-01 10:00:00,BIREYSEL",
        "EPOSTA,HS_WEB,b@musteri.example,ONAY,dün,BIREYSEL",
        "EPOSTA,HS_WEB,c@musteri.example,ONAY,2027-03-01 10:00:00,BIREYSEL",
        f"EPOSTA,HS_WEB,{EMAIL},RET,2026-03-01 10:00:00,BIREYSEL",
        "",
        "MESAJ,,0532 111 22 33,ONAY,,TACIR",
    )
    told = [(each["row"], each["code"]) for each in done.problems]
    assert told == [
        (3, "unknown_word"), (4, "wrong_kind"), (5, "not_an_address"), (6, "not_a_date"), (7, "in_the_future"),
        (8, "twice"),
    ]  # fmt: skip
    assert (done.rows, done.changed) == (8, 2)
    assert ConsentState.objects.filter(address="+905321112233", recipient_type="TACIR").exists()


def test_a_workbook_and_a_file_of_the_turkish_excel_are_read_too() -> None:
    book = Workbook()
    book.active.append(list(COLUMNS))
    book.active.append(
        [
            "EPOSTA",
            "HS_WEB",
            EMAIL,
            "ONAY",
            datetime(2026, 3, 1, 10, tzinfo=UTC).replace(tzinfo=None),
            "BIREYSEL",
        ]
    )
    file = BytesIO()
    book.save(file)
    turkish = ";".join(COLUMNS) + f"\r\nEPOSTA;HS_WEB;{EMAIL};ONAY;01.03.2026 10:00;BIREYSEL\r\n"
    first, second = (list(read_rows(content)) for content in (file.getvalue(), turkish.encode("cp1254")))
    assert first == second
    assert first[0][1].taken_at == datetime(2026, 3, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04broken", b"type,status\nEPOSTA,ONAY"])
def test_what_is_no_file_of_iys_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(Unreadable):
        list(read_rows(content))
