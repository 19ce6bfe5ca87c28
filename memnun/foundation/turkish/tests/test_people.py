"""Phones, e-mail addresses, identity numbers, forms of address, endings and slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation.turkish import emails, identifiers, phones, suffixes
from memnun.foundation.turkish.salutations import address
from memnun.foundation.turkish.slugs import slugify


@pytest.mark.parametrize(
    ("text", "e164", "shown", "mobile"),
    [
        ("0532 123 45 67", "+905321234567", "0532 123 45 67", True),
        ("5321234567", "+905321234567", "0532 123 45 67", True),
        ("0090 532 123 45 67", "+905321234567", "0532 123 45 67", True),
        ("(0212) 555 12 12 dahili 14", "+902125551212", "0212 555 12 12", False),
        ("444 0 375", "+904440375", "444 0 375", False),
        ("0850 123 45 67", "+908501234567", "0850 123 45 67", False),
        ("+49 151 12345678", "+4915112345678", "+49 1511 2345678", True),
    ],
)
def test_phones_are_stored_one_way_and_shown_another(text: str, e164: str, shown: str, mobile: bool) -> None:
    assert phones.read_phone(text) == (e164, None)
    assert phones.show_phone(e164) == shown
    assert phones.is_mobile(e164) is mobile


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("  ", phones.EMPTY),
        ("yok", phones.NOT_A_PHONE),
        ("0532", phones.NO_SUCH_PHONE),
        ("0532 123 45 67 89", phones.NO_SUCH_PHONE),
    ],
)
def test_what_is_no_phone_is_refused_with_a_reason(text: str, problem: str) -> None:
    assert phones.read_phone(text) == (None, problem)


@given(st.text())
def test_any_text_can_be_read_and_shown_as_a_phone(text: str) -> None:
    reading = phones.read_phone(text)
    assert (reading.value is None) != (reading.problem is None)
    assert isinstance(phones.show_phone(text), str)
    assert phones.is_mobile(text) in (True, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INFO@X.COM", "info@x.com"),
        (" İnfo@x.com ", "info@x.com"),
        ("ınfo@x.com.", "info@x.com"),
        ("Ayşe Yılmaz <Ayse.Yilmaz+kargo@gmail.com>", "ayse.yilmaz+kargo@gmail.com"),
        ("mailto:a@b.co", "a@b.co"),
        ("bilgi@şirket.com", "bilgi@xn--irket-idb.com"),
    ],
)
def test_addresses_are_compared_in_one_form(text: str, expected: str) -> None:
    assert emails.read_email(text) == (expected, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", emails.EMPTY),
        ("yok", emails.NOT_AN_ADDRESS),
        ("a@b", emails.NOT_AN_ADDRESS),
        ("a b@c.com", emails.NOT_AN_ADDRESS),
        ("a..b@c.com", emails.NOT_AN_ADDRESS),
        ("a@b.com, c@d.com", emails.NOT_AN_ADDRESS),
        ("a@1.2.3.4", emails.NOT_AN_ADDRESS),
        ("x" * 65 + "@b.com", emails.NOT_AN_ADDRESS),
        ("x@" + "a." * 130 + "com", emails.NOT_AN_ADDRESS),
        ("yok@yok.com", emails.PLACEHOLDER),
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(text: str, problem: str) -> None:
    assert emails.read_email(text) == (None, problem)


@given(st.one_of(st.text(), st.builds("{}@{}.com".format, st.text(), st.text()), st.emails()))
def test_a_read_address_reads_as_itself(text: str) -> None:
    reading = emails.read_email(text)
    assert (reading.value is None) != (reading.problem is None)
    if reading.value:
        assert emails.read_email(reading.value) == reading


def test_identity_and_tax_numbers_have_check_digits() -> None:
    assert identifiers.is_tckn("10000000146")
    assert not identifiers.is_tckn("10000000145")
    assert not identifiers.is_tckn("00000000000")
    assert identifiers.is_vkn("4540536920")
    assert not identifiers.is_vkn("4540536921")


def test_ibans_and_cards_have_check_digits() -> None:
    assert identifiers.is_iban("TR33 0006 1005 1978 6457 8413 26")
    assert not identifiers.is_iban("TR34 0006 1005 1978 6457 8413 26")
    assert identifiers.show_iban("tr330006100519786457841326") == "TR33 0006 1005 1978 6457 8413 26"
    assert identifiers.is_card_number("4111 1111 1111 1111")
    assert not identifiers.is_card_number("4111 1111 1111 1112")
    assert not identifiers.is_card_number("0000 0000 0000 0000")


@given(st.text())
def test_any_text_can_be_checked(text: str) -> None:
    for check in (identifiers.is_tckn, identifiers.is_vkn, identifiers.is_iban, identifiers.is_card_number):
        assert check(text) in (True, False)


@pytest.mark.parametrize(
    ("name", "hitap", "turkish", "english"),
    [
        ("Ayşe Yılmaz", "hanım", "Ayşe Hanım", "Ms Ayşe Yılmaz"),
        ("MEHMET ALİ YILMAZ", "bey", "Mehmet Ali Bey", "Mr Mehmet Ali Yılmaz"),
        ("ayşe yılmaz kaya", "Hanim", "Ayşe Hanım", "Ms Ayşe Yılmaz Kaya"),
        ("Ayşe Yılmaz", "", "Sayın Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("Ayşe Yılmaz", "sayın", "Sayın Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("Ayşe Yılmaz", "Dr.", "Dr. Ayşe Yılmaz", "Dr. Ayşe Yılmaz"),
        (" ", "bey", "Değerli Müşterimiz", "Customer"),
    ],
)
def test_customers_are_addressed_politely(name: str, hitap: str, turkish: str, english: str) -> None:
    assert address(name, hitap) == turkish
    assert address(name, hitap, "en") == english


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Ayşe", "Ayşe'nin Ayşe'yi Ayşe'ye Ayşe'de Ayşe'den"),
        ("Mehmet", "Mehmet'in Mehmet'i Mehmet'e Mehmet'te Mehmet'ten"),
        ("Ahmet Uslu", "Ahmet Uslu'nun Ahmet Uslu'yu Ahmet Uslu'ya Ahmet Uslu'da Ahmet Uslu'dan"),
        ("Uşak", "Uşak'ın Uşak'ı Uşak'a Uşak'ta Uşak'tan"),
        ("Gül", "Gül'ün Gül'ü Gül'e Gül'de Gül'den"),
        ("Kemal", "Kemal'in Kemal'i Kemal'e Kemal'de Kemal'den"),
        ("KDV", "KDV'nin KDV'yi KDV'ye KDV'de KDV'den"),
        ("5", "5'in 5'i 5'e 5'te 5'ten"),
        ("6", "6'nın 6'yı 6'ya 6'da 6'dan"),
        ("30", "30'un 30'u 30'a 30'da 30'dan"),
        ("100", "100'ün 100'ü 100'e 100'de 100'den"),
        ("2.000.000", "2.000.000'un 2.000.000'u 2.000.000'a 2.000.000'da 2.000.000'dan"),
        ("17:00", "17:00'nin 17:00'yi 17:00'ye 17:00'de 17:00'den"),
        ("3,5", "3,5'in 3,5'i 3,5'e 3,5'te 3,5'ten"),
    ],
)
def test_endings_follow_vowel_harmony(word: str, forms: str) -> None:
    endings = (
        suffixes.possessive,
        suffixes.accusative,
        suffixes.dative,
        suffixes.locative,
        suffixes.ablative,
    )
    assert " ".join(ending(word) for ending in endings) == forms


@given(st.text())
def test_any_text_can_take_an_ending(text: str) -> None:
    assert suffixes.ablative(text).startswith(text + "'")


def test_slugs_are_plain_and_cut_at_a_word() -> None:
    assert slugify("Iğdır'ın Çilek Reçeli!") == "igdirin-cilek-receli"
    assert slugify("bir iki üç", longest=7) == "bir-iki"
    assert slugify("!!!") == ""


@given(st.text(), st.integers(1, 40))
def test_slugs_hold_only_plain_letters_and_hyphens(text: str, longest: int) -> None:
    slug = slugify(text, longest)
    assert len(slug) <= longest
    assert slug == slug.strip("-")
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
