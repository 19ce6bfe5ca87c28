"""Swearing is found in its Turkish spellings; look-alikes of everyday words are not swearing."""

import pytest

from memnun.understanding import read

ORDINARY = [
    "Çok sıkıntı yaşadım, sıkıldım artık",
    "sikinti yok her sey guzel",
    "sikayet ettim cozuldu",
    "Kutuyu eve götürdüm",
    "Amca çok yardımcı oldu ama amacı neydi bilmiyorum",
    "Dar kesim, biraz sıkıyor ve sıkı duruyor",
    "Şık bir tasarım",
    "sik araliklarla kontrol ediyorum",
    "cok sik bir canta",
    "Piknik için aldık, pişirme süresi kısa",
    "Boks eldiveni ve bokser aldım",
    "Bebek taşıma kayışı rahat",
    "Taş ağırlığında bir kutu",
    "Siklon filtreli süpürge",
    "Ekim ayında sipariş verdim",
    "Yaratıcı bir fikir, yarar sağladı",
]
SWEARING = [
    "amk ya yine gelmedi",
    "Şerefsizler paramı vermiyor",
    "Siktir git",
    "orospu çocukları",
    "BOK gibi ürün",
    "gerizekalı mısınız siz",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_everyday_words_are_not_abuse(text: str) -> None:
    assert not read(text).abuse


@pytest.mark.parametrize("text", SWEARING)
def test_swearing_is_abuse_and_shown(text: str) -> None:
    reading = read(text)
    assert reading.abuse
    assert any(evidence.about == "abuse" for evidence in reading.evidence)
