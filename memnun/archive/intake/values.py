"""The words people use for channels, directions and facts, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping

from memnun.foundation.turkish.folding import fold

CHANNELS = {
    "email": "email", "e-posta": "email", "eposta": "email", "e posta": "email", "mail": "email", "e-mail": "email",
    "phone": "phone", "telefon": "phone", "cagri": "phone", "cagri merkezi": "phone", "call": "phone", "ivr": "phone",
    "chat": "chat", "sohbet": "chat", "canli destek": "chat", "canli sohbet": "chat", "whatsapp": "chat",
    "telegram": "chat", "livechat": "chat",
    "social": "social", "sosyal medya": "social", "sosyal": "social", "twitter": "social", "x": "social",
    "instagram": "social", "facebook": "social", "sikayetvar": "social", "google": "social", "google yorum": "social",
    "youtube": "social", "tiktok": "social", "linkedin": "social",
    "web": "web", "web sitesi": "web", "web formu": "web", "form": "web", "internet": "web", "site": "web",
    "mobil uygulama": "web", "uygulama": "web", "app": "web", "app store": "web", "google play": "web",
    "trendyol": "web", "hepsiburada": "web", "n11": "web", "pazaryeri": "web", "anket": "web",
    "video": "video", "goruntulu gorusme": "video", "video gorusme": "video",
    "in_person": "in_person", "yuz yuze": "in_person", "magaza": "in_person", "sube": "in_person", "bayi": "in_person",
    "ziyaret": "in_person", "store": "in_person",
    "post": "post", "mektup": "post", "posta": "post", "kep": "post", "faks": "post", "dilekce": "post",
}  # fmt: skip
DIRECTIONS = {
    "in": "in", "gelen": "in", "inbound": "in", "incoming": "in", "musteri": "in", "i": "in",
    "out": "out", "giden": "out", "outbound": "out", "outgoing": "out", "marka": "out", "temsilci": "out", "o": "out",
}  # fmt: skip
FUNCTIONS = {
    "marketing": "marketing", "pazarlama": "marketing", "reklam": "marketing",
    "sales": "sales", "satis": "sales",
    "service": "service", "hizmet": "service", "musteri hizmetleri": "service", "destek": "service", "servis": "service",
    "teknik destek": "service",
}  # fmt: skip
CONTACT_TYPES = {
    "reklam yorumu": "advert_comment", "advert comment": "advert_comment", "bulten": "newsletter",
    "newsletter": "newsletter", "etkinlik": "event", "satis aramasi": "sales_call", "toplanti": "meeting",
    "nezaket aramasi": "courtesy_call", "takip": "follow_up", "destek cagrisi": "support_call",
    "sosyal medya sorusu": "social_question", "kotu yorum": "bad_review", "yorum": "bad_review",
    "store sign": "store_sign", "event": "event", "sales call": "sales_call", "chat sale": "chat_sale",
    "meeting": "meeting", "courtesy call": "courtesy_call", "follow up": "follow_up", "support call": "support_call",
    "social question": "social_question", "bad review": "bad_review", "success outreach": "success_outreach",
    "service request": "service_request", "talep": "service_request", "sikayet": "service_request",
}  # fmt: skip
FACTS: dict[str, dict[str, str]] = {
    "hitap": {"kadin": "hanim", "k": "hanim", "bayan": "hanim", "female": "hanim", "hanim": "hanim",
              "erkek": "bey", "e": "bey", "bay": "bey", "male": "bey", "bey": "bey"},
    "language": {"turkce": "tr", "tr": "tr", "ingilizce": "en", "english": "en", "en": "en"},
    "age_band": {},
    "education": {"ilkokul": "primary", "ortaokul": "secondary", "lise": "high_school", "on lisans": "associate",
                  "onlisans": "associate", "lisans": "bachelor", "universite": "bachelor",
                  "yuksek lisans": "postgraduate", "doktora": "postgraduate"},
    "marital_status": {"bekar": "single", "evli": "married", "bosanmis": "divorced", "dul": "widowed"},
    "income_band": {},
    "province": {},
    "district": {},
}  # fmt: skip


def recognise(value: str, words: Mapping[str, str]) -> str | None:
    """What a word means, however it is written; None when it is not known."""
    plain = " ".join(fold(value).replace("_", " ").split())
    return words.get(plain) or words.get(plain.replace(" ", "_")) or words.get(plain.replace("-", " "))
