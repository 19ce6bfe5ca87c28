"""Which column means what: proposed from its name and from what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.folding import fold
from memnun.foundation.turkish.phones import read_phone

IGNORE, META = "", "meta"

FIELDS: dict[str, tuple[str, ...]] = {
    "external_id": (
        "external id", "externalid", "id", "no", "kayit no", "talep no", "ticket", "ticket id", "ticket no", "basvuru no",
        "sikayet no", "kayit id", "form no", "referans", "referans no", "message id", "uuid",
    ),
    "occurred_at": (
        "occurred at", "tarih", "date", "tarih saat", "tarih/saat", "olusturma tarihi", "kayit tarihi", "created at",
        "created", "zaman", "timestamp", "datetime", "gonderim tarihi", "mesaj tarihi", "yorum tarihi", "sikayet tarihi",
        "gorusme tarihi", "arama tarihi", "cagri tarihi", "baslangic", "baslangic zamani",
    ),
    "time": ("saat", "time", "arama saati", "gorusme saati", "kayit saati"),
    "channel": ("channel", "kanal", "kaynak", "source", "iletisim kanali", "geldigi kanal", "platform", "mecra"),
    "account": ("account", "hesap", "kutu", "posta kutusu", "hat", "sayfa", "magaza hesabi"),
    "direction": ("direction", "yon", "gelen giden", "gelen/giden", "cagri yonu"),
    "function": ("function", "islev", "departman", "birim", "bolum"),
    "contact_type": ("contact type", "temas turu", "iletisim turu", "tur", "tip", "kayit turu"),
    "name": (
        "customer name", "name", "ad soyad", "adi soyadi", "isim soyisim", "isim", "musteri", "musteri adi", "unvan",
        "musteri unvani", "kullanici", "yazan", "gonderen", "full name", "adsoyad", "arayan adi",
    ),
    "first_name": ("first name", "ad", "adi", "firstname"),
    "last_name": ("last name", "soyad", "soyadi", "soyisim", "lastname", "surname"),
    "email": ("customer email", "email", "e posta", "eposta", "e mail", "mail", "mail adresi", "e posta adresi", "eposta adresi"),
    "phone": (
        "customer phone", "phone", "telefon", "tel", "gsm", "cep", "cep telefonu", "telefon no", "telefon numarasi",
        "cep no", "arayan", "arayan numara", "caller", "msisdn", "numara",
    ),
    "customer_external_id": (
        "customer external id", "musteri no", "musteri numarasi", "musteri id", "customer id", "uye no", "uye id",
        "kullanici adi", "user id", "username", "kart no",
    ),
    "text": (
        "text", "metin", "mesaj", "message", "icerik", "aciklama", "yorum", "sikayet", "talep", "not", "notlar", "body",
        "detay", "konu detayi", "gorusme notu", "geri bildirim", "feedback", "review", "cevap metni", "musteri yorumu",
        "mesaj metni", "sikayet metni", "degerlendirme",
    ),
    "subject": ("subject", "konu", "baslik", "title", "konu basligi"),
    "thread": ("thread", "gorusme", "gorusme id", "gorusme no", "conversation", "conversation id", "konusma id", "zincir"),
    "staff": ("staff", "temsilci", "temsilci e posta", "agent", "personel", "musteri temsilcisi", "calisan", "operator"),
    "branch": ("branch", "sube", "sube kodu", "magaza", "magaza kodu", "bayi", "bayi kodu", "store"),
    "hitap": ("customer facts hitap", "hitap", "cinsiyet", "gender"),
    "language": ("customer facts language", "dil", "language"),
    "age_band": ("customer facts age band", "yas", "yas grubu", "age", "yas araligi"),
    "education": ("customer facts education", "egitim", "egitim durumu", "ogrenim"),
    "marital_status": ("customer facts marital status", "medeni durum", "medeni hal"),
    "income_band": ("customer facts income band", "gelir", "gelir grubu"),
    "province": ("customer facts province", "il", "sehir", "city", "province"),
    "district": ("customer facts district", "ilce", "district", "semt"),
    "claimed": ("customer claimed", "claimed"),
}  # fmt: skip
"""Field → the folded names of columns that mean it. What no field takes is kept as meta."""

ONCE = set(FIELDS)
_BY_NAME = {name: field for field, names in FIELDS.items() for name in names}


def propose(header: Sequence[str], sample: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """{column: field}, each field at most once; columns nobody understands become meta."""
    rows = list(sample)
    proposal: dict[str, str] = {}
    taken: set[str] = set()
    for column in header:
        field = _BY_NAME.get(_plain(column), META)
        if field != META and field not in taken:
            proposal[column] = field
            taken.add(field)
    for column in header:
        if column not in proposal:
            field = _by_content(column, rows)
            proposal[column] = field if field not in taken else META
            taken.add(field)
    if "text" not in taken:
        _take_longest(header, rows, proposal)
    return proposal


def _plain(name: str) -> str:
    return re.sub(r"[\s_.:()\-]+", " ", fold(name)).strip()


def _by_content(column: str, rows: Sequence[Mapping[str, Any]]) -> str:
    values = [str(row.get(column) or "").strip() for row in rows]
    told = [value for value in values if value]
    if len(told) < 3:
        return META
    if sum(read_email(value).value is not None for value in told) >= 0.8 * len(told):
        return "email"
    if all(len(re.sub(r"\D", "", value)) >= 10 for value in told) and sum(
        read_phone(value).value is not None for value in told
    ) >= 0.8 * len(told):
        return "phone"
    return META


def _take_longest(header: Sequence[str], rows: Sequence[Mapping[str, Any]], proposal: dict[str, str]) -> None:
    """With no column named like a text, the one with the longest values is the text, if they are sentences."""
    lengths = {
        column: sum(len(str(row.get(column) or "")) for row in rows) / max(1, len(rows))
        for column in header
        if proposal[column] == META
    }
    if lengths and max(lengths.values()) >= 20:
        proposal[max(lengths, key=lambda column: lengths[column])] = "text"
