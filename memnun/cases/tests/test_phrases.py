from datetime import datetime

import pytest

from memnun.cases.phrases.commitments import find_commitments
from memnun.cases.testing import at
from memnun.foundation.business_time import Calendar

NOW = at("2026-03-03T10:00")
"""A Tuesday; 19.03. is a half day, 20.–22.03. Ramazan Bayramı, 23.04. a holiday."""

DATED = [
    ("Yarın arayacağız.", "2026-03-04T18:00"),
    ("Sizi yarın arayacağım.", "2026-03-04T18:00"),
    ("yarin ariyoruz", "2026-03-04T18:00"),
    ("Yarın sabah size döneceğiz.", "2026-03-04T12:00"),
    ("Yarın öğleden sonra arayacağız.", "2026-03-04T18:00"),
    ("Yarın akşam kargonuz teslim edilecek.", "2026-03-04T21:00"),
    ("Yarın saat 10:30'da arayacağız.", "2026-03-04T10:30"),
    ("Yarın 14:00'te sizi arayacağız.", "2026-03-04T14:00"),
    ("Yarın saat 15'te arayacağım.", "2026-03-04T15:00"),
    ("Yarın saat beşte arayacağız.", "2026-03-04T17:00"),
    ("Yarın saat on birde arayacağız.", "2026-03-04T11:00"),
    ("Yarın saat üç buçukta arayacağız.", "2026-03-04T15:30"),
    ("Yarın 10:00-12:00 arasında servis gelecek.", "2026-03-04T12:00"),
    ("Yarın saat 9-11 arası kurulum yapılacak.", "2026-03-04T11:00"),
    ("Yarına kadar size bilgi vereceğiz.", "2026-03-04T18:00"),
    ("En geç yarın yanıt vereceğiz.", "2026-03-04T18:00"),
    ("YARIN ARAYACAĞIZ", "2026-03-04T18:00"),
    ("Öbür gün kargoya vereceğiz.", "2026-03-05T18:00"),
    ("Bugün arayacağız.", "2026-03-03T18:00"),
    ("Bugün içinde size döneceğiz.", "2026-03-03T18:00"),
    ("Bugün 16:00'ya kadar arayacağız.", "2026-03-03T16:00"),
    ("Bugün saat 17.00'ye kadar bilgi vereceğiz.", "2026-03-03T17:00"),
    ("Gün içinde iadeniz yapılacaktır.", "2026-03-03T18:00"),
    ("Gün sonuna kadar dönüş yapacağız.", "2026-03-03T18:00"),
    ("Mesai bitimine kadar arayacağız.", "2026-03-03T18:00"),
    ("Bu akşam arayacağım.", "2026-03-03T21:00"),
    ("Akşama kadar yazacağız.", "2026-03-03T18:00"),
    ("Öğlene kadar arıyoruz.", "2026-03-03T13:00"),
    ("Öğleden sonra arayacağız.", "2026-03-03T18:00"),
    ("17:00'ye kadar arayacağız.", "2026-03-03T17:00"),
    ("Saat 16:00'dan önce size döneceğim.", "2026-03-03T16:00"),
    ("Saat 9'da arayacağız.", "2026-03-04T09:00"),
    ("3 iş günü içinde iade edilecektir.", "2026-03-06T18:00"),
    ("3 iş günü içerisinde sonuçlandıracağız.", "2026-03-06T18:00"),
    ("Üç iş günü içinde yanıtlayacağız.", "2026-03-06T18:00"),
    ("1 iş günü içinde dönüş sağlayacağız.", "2026-03-04T18:00"),
    ("En geç 5 iş günü içinde ürününüz gönderilecek.", "2026-03-10T18:00"),
    ("2-3 iş günü içinde kargonuz ulaşacak.", "2026-03-06T18:00"),
    ("iki üç iş günü içinde dönüş yapacağız", "2026-03-06T18:00"),
    ("10 iş günü içinde para iadesi yapılacak.", "2026-03-17T18:00"),
    ("On beş iş günü içinde sonuçlanacak.", "2026-03-25T18:00"),
    ("3 gün içinde arayacağız.", "2026-03-06T18:00"),
    ("Üç gün içinde kargonuz teslim edilecek.", "2026-03-06T18:00"),
    ("İki gün sonra arayacağız.", "2026-03-05T18:00"),
    ("14 gün içinde paranız iade edilecek.", "2026-03-17T18:00"),
    ("1-2 gün içinde bilgi vereceğiz.", "2026-03-05T18:00"),
    ("24 saat içinde dönüş yapacağız.", "2026-03-04T10:00"),
    ("48 saat içerisinde yanıtlayacağız.", "2026-03-05T10:00"),
    ("Yirmi dört saat içinde arayacağız.", "2026-03-04T10:00"),
    ("2 saat içinde arayacağım.", "2026-03-03T12:00"),
    ("İki saat içinde döneceğiz.", "2026-03-03T12:00"),
    ("Bir saat sonra arayacağım.", "2026-03-03T11:00"),
    ("Bir buçuk saat içinde arayacağız.", "2026-03-03T11:30"),
    ("Yarım saat içinde arıyoruz.", "2026-03-03T10:30"),
    ("30 dakika içinde size döneceğim.", "2026-03-03T10:30"),
    ("15 dk içinde arayacağız.", "2026-03-03T10:15"),
    ("Bir hafta içinde sonuçlandıracağız.", "2026-03-10T18:00"),
    ("2 hafta içinde yeni ürününüz gönderilecek.", "2026-03-17T18:00"),
    ("Bir ay içinde değiştireceğiz.", "2026-04-03T18:00"),
    ("Cuma günü arayacağız.", "2026-03-06T18:00"),
    ("Cuma günü 17:00'ye kadar yazacağız.", "2026-03-06T17:00"),
    ("Cuma 17.00'ye kadar yazacağız.", "2026-03-06T17:00"),
    ("Cumaya kadar döneceğiz.", "2026-03-06T18:00"),
    ("Perşembe gününe kadar bilgi vereceğiz.", "2026-03-05T18:00"),
    ("perşembeye kadar hallederiz", "2026-03-05T18:00"),
    ("Pazartesi sabah arayacağız.", "2026-03-09T12:00"),
    ("Pazartesi saat 11:00'de servis gelecek.", "2026-03-09T11:00"),
    ("Çarşamba günü kargoya verilecek.", "2026-03-04T18:00"),
    ("Salı günü arayacağız.", "2026-03-10T18:00"),
    ("Bu cuma teslim edeceğiz.", "2026-03-06T18:00"),
    ("Önümüzdeki pazartesi arayacağız.", "2026-03-09T18:00"),
    ("Gelecek cuma dönüş yapacağız.", "2026-03-06T18:00"),
    ("Haftaya cuma arayacağız.", "2026-03-13T18:00"),
    ("Haftaya salı saat 14:00'te geleceğiz.", "2026-03-10T14:00"),
    ("Cumartesi günü teslimat yapılacak.", "2026-03-07T18:00"),
    ("Pazar günü arayacağız.", "2026-03-08T18:00"),
    ("Haftaya arayacağız.", "2026-03-13T18:00"),
    ("Haftaya dönüş yaparız.", "2026-03-13T18:00"),
    ("Gelecek hafta göndereceğiz.", "2026-03-13T18:00"),
    ("Önümüzdeki hafta içinde sonuçlandıracağız.", "2026-03-13T18:00"),
    ("Bu hafta içinde arayacağız.", "2026-03-06T18:00"),
    ("Bu hafta kargoya vereceğiz.", "2026-03-06T18:00"),
    ("Hafta sonuna kadar çözeceğiz.", "2026-03-06T18:00"),
    ("Hafta sonu teslim edilecek.", "2026-03-08T18:00"),
    ("Ay sonuna kadar iade edeceğiz.", "2026-03-31T18:00"),
    ("Ay sonunda hesabınıza geçecek.", "2026-03-31T18:00"),
    ("Gelecek ay yeni ürün göndereceğiz.", "2026-04-30T18:00"),
    ("En geç ayın 5'inde hesabınıza geçecek.", "2026-03-05T18:00"),
    ("Ayın 15'ine kadar iade edeceğiz.", "2026-03-15T18:00"),
    ("Ayın 2'sinde arayacağız.", "2026-04-02T18:00"),
    ("Ayın onunda göndereceğiz.", "2026-03-10T18:00"),
    ("Gelecek ayın 5'inde yatırılacak.", "2026-04-05T18:00"),
    ("5 Mart'ta arayacağız.", "2026-03-05T18:00"),
    ("5 Mart Perşembe 17:00'ye kadar size yazacağız.", "2026-03-05T17:00"),
    ("12 Mart 2026 tarihinde teslim edilecek.", "2026-03-12T18:00"),
    ("12 Mart 2026 Perşembe günü saat 14:30'da geleceğiz.", "2026-03-12T14:30"),
    ("6 Mart'a kadar yanıt vereceğiz.", "2026-03-06T18:00"),
    ("1 Nisan'da göndereceğiz.", "2026-04-01T18:00"),
    ("2 Ocak'ta arayacağız.", "2027-01-02T18:00"),
    ("05.03.2026 tarihine kadar iade edilecek.", "2026-03-05T18:00"),
    ("6.3.26 günü arayacağız.", "2026-03-06T18:00"),
    ("10/03/2026 tarihinde gönderilecektir.", "2026-03-10T18:00"),
    ("06.03'e kadar yazacağız.", "2026-03-06T18:00"),
    ("İadeniz 20 Mart'ta yapılacak.", "2026-03-20T18:00"),
    ("Yarın size ulaşırız.", "2026-03-04T18:00"),
    ("Yarın haber ederiz.", "2026-03-04T18:00"),
    ("Söz veriyoruz, cuma günü elinizde.", "2026-03-06T18:00"),
    ("Ekibimiz yarın sizinle iletişime geçecektir.", "2026-03-04T18:00"),
    ("Yarın 12.00'ye kadar aranacaksınız.", "2026-03-04T12:00"),
    ("Ürününüz 2 iş günü içinde kargolanacaktır.", "2026-03-05T18:00"),
    (
        "Talebiniz 1234 numarasıyla kaydedildi; 5 Mart Perşembe 17:00'ye kadar size yazacağız.",
        "2026-03-05T17:00",
    ),
    ("Özür dileriz. Yarın arayacağız. İyi günler dileriz.", "2026-03-04T18:00"),
    ("Merhaba Kerem Bey,\nKargonuz yarın çıkacak\nSaygılarımızla", "2026-03-04T18:00"),
    ("Konuyu inceliyoruz, 3 iş günü içinde sonucu bildireceğiz.", "2026-03-06T18:00"),
    ("Arızayı 4 saat içinde gidereceğiz", "2026-03-03T14:00"),
    ("Bugün kargoya veriyoruz, yarın elinizde olacak.", "2026-03-04T18:00"),
    ("Siparişinizi 72 saat içinde teslim edeceğiz.", "2026-03-06T10:00"),
    ("Pazartesiye kadar sonuçlandırırız.", "2026-03-09T18:00"),
    ("Onarım en fazla 20 iş günü içinde tamamlanacak.", "2026-04-01T18:00"),
    ("Kalan tutarı 7 gün içinde yatıracağım", "2026-03-10T18:00"),
    ("Saat 18:00'e kadar yeni fatura göndereceğiz.", "2026-03-03T18:00"),
    ("En geç cumartesi 13:00'te teslim ediyoruz.", "2026-03-07T13:00"),
]

VAGUE = [
    "En kısa sürede arayacağız.",
    "En kısa zamanda size döneceğiz.",
    "İlk fırsatta bilgi vereceğiz.",
    "Birkaç gün içinde dönüş yapacağız.",
    "Kısa süre içinde sonuçlandıracağız.",
    "Bir an önce çözeceğiz.",
]

NO_COMMITMENT = [
    "Teşekkür ederiz.",
    "Yarın kapalıyız.",
    "Yarın arayabilir misiniz?",
    "Yarın arayacak mısınız?",
    "14 gün içinde cayma hakkınız vardır.",
    "Ürünü 10 gün içinde göndermeniz gerekiyor.",
    "Dün aradık, ulaşamadık.",
    "Yarın arayamayacağız.",
    "Size yarın arayacağız denilmiş.",
    "Anlayışınız için teşekkür ederim.",
    "Fatura 05.03.2025 tarihinde gönderilecek demişsiniz.",
    "İyi günler dileriz.",
    "Bugün hava güzel.",
    "Ürünün fiyatı 17.00 TL.",
    "Cuma günü kapalıyız.",
    "Sizi anlıyoruz.",
]  # fmt: skip


def due(text: str, now: datetime = NOW, calendar: Calendar | None = None) -> datetime | None:
    found = find_commitments(text, now, calendar or Calendar())
    assert found, f"no commitment in {text!r}"
    return max((each.due for each in found if each.due), default=None)


@pytest.mark.parametrize(("text", "until"), DATED)
def test_a_dated_commitment_is_read(text: str, until: str) -> None:
    assert due(text) == at(until)


@pytest.mark.parametrize("text", VAGUE)
def test_a_commitment_without_a_time_is_told_apart(text: str) -> None:
    assert due(text) is None


@pytest.mark.parametrize("text", NO_COMMITMENT)
def test_what_commits_to_nothing_is_left_alone(text: str) -> None:
    assert find_commitments(text, NOW, Calendar()) == []


def test_the_corpus_is_large_enough() -> None:
    assert len(DATED) + len(VAGUE) + len(NO_COMMITMENT) >= 120


def test_the_place_of_the_words_is_told_in_the_text_as_written() -> None:
    text = "İĞÜŞ İlgileniyoruz. Yarın arayacağız."
    [found] = [each for each in find_commitments(text, NOW, Calendar()) if each.due]
    assert text[found.start : found.end] == "Yarın"
    assert found.sentence == "Yarın arayacağız"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (
            "Yarın arayacağız ve 3 iş günü içinde tutarı iade edeceğiz.",
            ["2026-03-04T18:00", "2026-03-06T18:00"],
        ),
        (
            "Bugün kargoya vereceğiz, en geç perşembe elinizde olacak.",
            ["2026-03-03T18:00", "2026-03-05T18:00"],
        ),
        ("Yarın ya da en geç perşembe günü teslim edeceğiz.", ["2026-03-05T18:00"]),
        ("Yarın yapılacak kontrolden sonra cuma günü dönüş yapacağız.", ["2026-03-06T18:00"]),
        ("Sizi arayacağız, yarın.", ["2026-03-04T18:00"]),
    ],
)
def test_each_verb_that_promises_has_its_own_time(text: str, due: list[str]) -> None:
    assert [each.due for each in find_commitments(text, NOW, Calendar())] == [at(each) for each in due]


def test_what_is_promised_is_told_apart() -> None:
    text = "Merhaba. Yarın sizi arayacağız ve 3 iş günü içinde tutarı iade edeceğiz."
    found = [each.sentence for each in find_commitments(text, NOW, Calendar())]
    assert found == ["Yarın sizi arayacağız", "3 iş günü içinde tutarı iade edeceğiz"]


def test_holidays_move_working_days() -> None:
    assert due("3 iş günü içinde arayacağız.", at("2026-03-18T10:00")) == at("2026-03-24T18:00")


def test_today_after_work_lasts_until_midnight() -> None:
    assert due("Bugün arayacağız.", at("2026-03-03T19:00")) == at("2026-03-04T00:00")


def test_the_turn_of_the_year_is_passed() -> None:
    assert due("Yarın arayacağız.", at("2026-12-31T10:00")) == at("2027-01-01T18:00")
    assert due("Bir ay içinde değiştireceğiz.", at("2026-12-31T10:00")) == at("2027-01-31T18:00")
    assert due("Bir ay içinde değiştireceğiz.", at("2027-01-31T10:00")) == at("2027-02-28T18:00")


def test_any_text_is_read_without_failing() -> None:
    for text in ("", "   ", "?!.", "ayın 31'inde 31.02.2026 25:99 saat 99'da arayacağız", "yarın " * 500):
        find_commitments(text, NOW, Calendar())
