"""The style guide: every component in use, for whoever builds pages; shown in DEBUG only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from memnun.foundation import clock
from memnun.foundation.interface.icons import known_icons

THREADS = (
    ("Ayşe Yılmaz", "satisfied", "chat", "Kurulum ekibi çok nazikti, teşekkürler.", "", 4, True),
    ("Kerem İnce", "at_risk", "email", "Üçüncü kez erteliyorsunuz, artık bekleyemem.", "Elif", 320, True),
    ("Zeynep Ilgaz", "suggesting", "social", "Kumaş örneklerini eve gönderir misiniz?", "", 55, True),
    ("+90 532 *** 45 67", "unknown", "phone", "Cevapsız çağrı", "", 1500, False),
    ("Ömer Faruk Gül", "at_risk", "web", "Fatura adresi yanlış, düzeltir misiniz?", "Burak", 2900, False),
    ("Şule Çetinkaya", "satisfied", "in_person", "Kadıköy şubesinde masa ölçüsü sordu.", "", 0, False),
    ("Gökçe Deniz Karaosmanoğlu", "unknown", "video", "Salon için görüntülü danışmanlık", "Elif", 0, False),
)  # fmt: skip
CARDS = {
    "satisfied": ("Memnun", "mood-smile", 3120, "bu hafta +41 (±12)", "Teşekkür et", "heart"),
    "at_risk": ("Riskli", "alert-triangle", 284, "bu hafta +9 (±6)", "Vakayı aç", "phone-outgoing"),
    "suggesting": ("Fırsat", "bulb", 97, "değişim saptanmadı", "Öneriye bağla", "bulb"),
}
WORDS = {
    "satisfied": ("Kurulum ekibi çok nazikti.", "Masa tam istediğim gibi olmuş, elinize sağlık."),
    "at_risk": ("Üçüncü kez erteliyorsunuz, iade etmek istiyorum.", "Beş gündür kimse aramadı."),
    "suggesting": ("Kumaş örneklerini eve gönderin.", "Randevuyu siteden alabilsek iyi olur."),
}


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Ad soyad")
    email = forms.EmailField(label="E-posta", help_text="Yanıtlar bu adrese gider.")
    channel = forms.ChoiceField(label="Kanal", choices=[("email", "E-posta"), ("phone", "Telefon")])
    note = forms.CharField(label="Not", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    hours = forms.MultipleChoiceField(
        label="Uygun saatler",
        choices=[("am", "Öğleden önce"), ("pm", "Öğleden sonra"), ("eve", "18.00'den sonra")],
        widget=forms.CheckboxSelectMultiple,
    )
    hitap = forms.ChoiceField(
        label="Hitap", choices=[("bey", "Bey"), ("hanim", "Hanım"), ("", "Sayın")], widget=forms.RadioSelect
    )
    consent = forms.BooleanField(label="Aydınlatma metnini gösterdim", required=False)


def guide(request: HttpRequest, page: str = "guide") -> HttpResponse:
    """A page of the guide: guide, desk or board."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "guide.html" if page == "guide" else f"guide/{page}.html", _samples(request))


def _samples(request: HttpRequest) -> dict[str, Any]:
    now = clock.now()
    form = SampleForm({"name": "Ayşe Yılmaz", "email": "ayse@", "channel": "email"})
    form.add_error(None, "Kaydedilmedi: e-posta adresi eksik. Yazdıklarınız duruyor.")
    return {
        "form": form,
        "icons": sorted(known_icons()),
        "pane": request.GET.get("pane", "list"),
        "minutes_ago": now - timedelta(minutes=12),
        "hours_ago": now - timedelta(hours=5),
        "days_ago": now - timedelta(days=3),
        "years_ago": now - timedelta(days=500),
        "threads": [_thread(*thread) for thread in THREADS],
        "columns": [_column(group) for group in CARDS],
    }


def _thread(
    who: str, group: str, channel: str, what: str, owner: str, minutes: int, unread: bool
) -> dict[str, Any]:
    at = clock.now() - timedelta(minutes=minutes or 4000)
    return {
        "who": who,
        "group": group,
        "channel": channel,
        "what": what,
        "owner": owner,
        "at": at,
        "since": at if minutes else None,
        "unread": unread,
    }


def _column(group: str) -> dict[str, Any]:
    word, icon, count, movement, action, action_icon = CARDS[group]
    cards = [
        {
            "who": THREADS[number][0],
            "channel": THREADS[number][2],
            "words": words,
            "at": clock.now() - timedelta(hours=3 * number + 1),
            "next": action,
            "icon": action_icon,
            "open": group == "at_risk" and not place,
        }
        for place, (number, words) in enumerate(zip((1, 4), WORDS[group], strict=True))
    ]
    return {"group": group, "word": word, "icon": icon, "count": count, "movement": movement, "cards": cards}
