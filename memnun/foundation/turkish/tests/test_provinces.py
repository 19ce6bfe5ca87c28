import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation.turkish.folding import fold
from memnun.foundation.turkish.provinces import find_province, provinces


def test_there_are_81_provinces_with_973_districts() -> None:
    assert [province.plate for province in provinces()] == list(range(1, 82))
    assert len({fold(province.name) for province in provinces()}) == 81
    assert sum(len(province.districts) for province in provinces()) == 973
    for province in provinces():
        assert len({fold(district) for district in province.districts}) == len(province.districts)


@pytest.mark.parametrize(
    ("text", "plate"), [("ISTANBUL", 34), ("34", 34), ("06", 6), ("urfa", 63), ("K. Maraş", 46)]
)
def test_provinces_are_found_however_they_are_typed(text: str, plate: int) -> None:
    province = find_province(text)
    assert province is not None
    assert province.plate == plate


@pytest.mark.parametrize("text", ["", "0", "82", "Atlantis", "9" * 5000])
def test_what_is_no_province_is_not_found(text: str) -> None:
    assert find_province(text) is None


def test_districts_are_found_and_listed_in_turkish_order() -> None:
    istanbul = provinces()[33]
    assert istanbul.find_district("kadikoy") == "Kadıköy"
    assert istanbul.find_district("Çankaya") is None
    assert istanbul.districts[-5:] == ("Şişli", "Tuzla", "Ümraniye", "Üsküdar", "Zeytinburnu")


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    province = find_province(text)
    assert province is None or province in provinces()
