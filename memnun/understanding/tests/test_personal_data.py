"""Personal data is found by checksum and habit; numbers of orders, parcels and invoices are left alone."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memnun.understanding.checksums import is_card, is_iban, is_tckn, luhn_sum
from memnun.understanding.personal_data import find_personal_data


def _tckn(first_nine: str) -> str:
    d = [int(digit) for digit in first_nine]
    tenth = (sum(d[0::2]) * 7 - sum(d[1::2])) % 10
    return first_nine + str(tenth) + str((sum(d) + tenth) % 10)


def _iban(account: str) -> str:
    check = 98 - int(account + "292700") % 97
    return f"TR{check:02d}{account}"


def _card(first: str) -> str:
    return next(first + digit for digit in "0123456789" if luhn_sum(first + digit) % 10 == 0)


TCKN, IBAN, CARD = _tckn("234567891"), _iban("0006200000123456789012"), _card("454671001234567")
SPACED_IBAN = " ".join(IBAN[place : place + 4] for place in range(0, 26, 4))
SPACED_CARD = " ".join(CARD[place : place + 4] for place in range(0, 16, 4))

FOUND = [
    (f"T.C. kimlik numaram {TCKN}, lütfen kontrol edin.", "tckn", TCKN),
    (f"tc {TCKN}", "tckn", TCKN),
    (f"TCKN:{TCKN}", "tckn", TCKN),
    (f"Kimlik no {TCKN} adıma kayıtlı", "tckn", TCKN),
    (f"İadeyi {IBAN} hesabıma yapın", "iban", IBAN),
    (f"IBAN: {SPACED_IBAN}", "iban", SPACED_IBAN),
    (f"iban {IBAN.lower()} adıma", "iban", IBAN.lower()),
    (f"Kartım {CARD} bloke oldu", "card", CARD),
    (f"{SPACED_CARD} numaralı kartımdan çekildi", "card", SPACED_CARD),
    (f"Kart: {SPACED_CARD.replace(' ', '-')}", "card", SPACED_CARD.replace(" ", "-")),
    ("Beni 0532 123 45 67 numarasından arayın", "phone", "0532 123 45 67"),
    ("tel 05321234567", "phone", "05321234567"),
    ("+90 532 123 45 67", "phone", "+90 532 123 45 67"),
    ("0 (532) 123 45 67 cep", "phone", "0 (532) 123 45 67"),
    ("cep: 5321234567", "phone", "5321234567"),
    ("ev telefonum 0212 345 67 89", "phone", "0212 345 67 89"),
    ("(0312) 345 67 89 dan arayabilirsiniz", "phone", "(0312) 345 67 89"),
    ("+49 151 23456789 numaram", "phone", "+49 151 23456789"),
    ("0532-123-45-67", "phone", "0532-123-45-67"),
    ("0532.123.45.67 buradan ulaşın", "phone", "0532.123.45.67"),
    ("ayse.yilmaz@ornek.com.tr adresime yazın", "email", "ayse.yilmaz@ornek.com.tr"),
    ("mail:kerem_1990@ornek.com", "email", "kerem_1990@ornek.com"),
    ("Yanıtı destek+deneme@ornek.net'e gönderin", "email", "destek+deneme@ornek.net"),
    ("34 ABC 123 plakalı aracıma çarptı", "plate", "34 ABC 123"),
    ("Servis aracı 06AB1234 idi", "plate", "06AB1234"),
    ("plakası 35 k 4567 olan kurye", "plate", "35 k 4567"),
    ("Kurye Mehmet Yılmaz çok kabaydı", "name", "Mehmet Yılmaz"),
    ("Elif Hanım'a teşekkür ederim", "name", "Elif"),
    ("resepsiyondaki murat bey ilgilenmedi", "name", "murat"),
    ("Benim adım Zeynep Kaya, siparişim gelmedi", "name", "Zeynep Kaya"),
    ("Sayın Burak Demir'e iletin", "name", "Burak Demir"),
    ("AHMET ÇELİK adına kayıtlı fatura", "name", "AHMET ÇELİK"),
    ("Gülevler Mahallesi Gül Sokak No: 12/4 Ankara", "address", "Gülevler Mahallesi Gül Sokak No: 12"),
    ("Atatürk Cad. No:5 Daire 3 Kadıköy'e getirin", "address", "Atatürk Cad. No:5 Daire 3"),
    ("Moda Mah. Bahariye Cd. Çınar Apt. No 7 adresine gelmedi", "address", "Moda Mah."),
]  # fmt: skip

LEFT_ALONE = [
    "Sipariş no 5321234567 hâlâ hazırlanıyor",
    f"Sipariş numarası: {TCKN}",
    f"Takip no {CARD}",
    f"Kargo takip numaram {TCKN} görünmüyor",
    "Sipariş 4938201745523 nerede kaldı",
    "Fatura no 2024000012345678 yanlış kesilmiş",
    "Barkod 8690123456789 okunmuyor",
    "Referans no: 4546710012345671",
    "Kayıt numarası 12345678901",
    "12345678901 kodlu ürün",
    "IMEI 356938035643809 kayıtlı değil",
    "Ürün kodu 1234567890123",
    "Ödediğim tutar 1.250,00 TL",
    "30 GB paketim bitti, 12 TL kesildi",
    "10 gün oldu, 3 kez aradım",
    "12.11.2026 tarihinde aldım",
    "2 adet 500 ml aldım",
    "444 0 123 numaralı hattınızı aradım",
    "TR ile başlayan hesap",
    f"TR{'0' * 24}",
    "1111 1111 1111 1112 yanlış kart",
    "Deniz manzarası harikaydı, barış içinde bir tatil",
    "Merhaba, ürün elime ulaştı",
    "Yıldız sayısı az",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_personal_data_is_found_where_it_stands(text: str, kind: str, words: str) -> None:
    assert any(
        span.kind == kind and words in text[span.start : span.end] for span in find_personal_data(text)
    )


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_ordinary_numbers_and_words_are_left_alone(text: str) -> None:
    assert find_personal_data(text) == []


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    spans = find_personal_data(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@settings(deadline=None, max_examples=50)
@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True), st.integers(0, 10), st.integers(1, 9))
def test_a_wrong_digit_breaks_the_identity_number(first_nine: str, place: int, change: int) -> None:
    number = _tckn(first_nine)
    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    assert is_tckn(number)
    assert not is_tckn(wrong)


@settings(deadline=None, max_examples=50)
@given(st.from_regex(r"[0-9]{22}", fullmatch=True), st.integers(2, 25), st.integers(1, 9))
def test_a_wrong_digit_breaks_the_iban(account: str, place: int, change: int) -> None:
    number = _iban(account)
    assert is_iban(number)
    assert not is_iban(number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :])


@settings(deadline=None, max_examples=50)
@given(st.from_regex(r"4[0-9]{14}", fullmatch=True), st.integers(1, 15), st.integers(1, 9))
def test_a_wrong_digit_breaks_the_card(first: str, place: int, change: int) -> None:
    number = _card(first)
    assert is_card(number)
    assert not is_card(number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :])
