"""The words of the law and of İYS (Message Management System), with its exact codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """Why a message goes out; the class decides which rules it must pass."""

    TRANSACTION = "transaction", _("Transaction")
    LEGAL = "legal", _("Legal notice")
    SUPPORT_REPLY = "support_reply", _("Reply to the customer")
    CASE_FOLLOW_UP = "case_follow_up", _("Asking whether a case is solved")
    SURVEY_AFTER_SERVICE = "survey_after_service", _("Survey after a service")
    SURVEY_GENERAL = "survey_general", _("General survey")
    GREETING = "greeting", _("Greeting")
    CAMPAIGN = "campaign", _("Campaign")


COMMERCIAL = frozenset({Purpose.SURVEY_GENERAL, Purpose.GREETING, Purpose.CAMPAIGN})
"""Always commercial messages under Law 6563; a survey after a service is one unless the brand recorded why not."""

OWED = frozenset({Purpose.TRANSACTION, Purpose.LEGAL, Purpose.SUPPORT_REPLY})
"""What a customer asked for or must be told; wishes about advertising do not stop it."""


SERVICE = frozenset({Purpose.CASE_FOLLOW_UP})
"""About the customer's own matter: neither owed nor commercial. Wishes and hours bind it, consents do not."""

NEVER_COMMERCIAL = OWED | SERVICE


class ConsentType(models.TextChoices):
    """İYS: the way of reaching."""

    ARAMA = "ARAMA", _("Phone call")
    MESAJ = "MESAJ", _("Message")
    EPOSTA = "EPOSTA", _("E-mail")


class RecipientType(models.TextChoices):
    """İYS: private person, or merchant and craftsman."""

    BIREYSEL = "BIREYSEL", _("Individual")
    TACIR = "TACIR", _("Merchant")


class ConsentStatus(models.TextChoices):
    """İYS: consent or refusal."""

    ONAY = "ONAY", _("Consent")
    RET = "RET", _("Refusal")


class ConsentSource(models.TextChoices):
    """İYS: where the consent or refusal was given. `HS_` is the service provider, `IYS_` the citizen's side."""

    HS_FIZIKSEL_ORTAM = "HS_FIZIKSEL_ORTAM", _("On paper, in a shop")
    HS_ISLAK_IMZA = "HS_ISLAK_IMZA", _("Wet signature")
    HS_WEB = "HS_WEB", _("Web site")
    HS_CAGRI_MERKEZI = "HS_CAGRI_MERKEZI", _("Call centre")
    HS_SOSYAL_MEDYA = "HS_SOSYAL_MEDYA", _("Social media")
    HS_EPOSTA = "HS_EPOSTA", _("By e-mail")
    HS_MESAJ = "HS_MESAJ", _("By message")
    HS_MOBIL = "HS_MOBIL", _("Mobile app")
    HS_EORTAM = "HS_EORTAM", _("Other electronic means")
    HS_ETKINLIK = "HS_ETKINLIK", _("Event")
    HS_2015 = "HS_2015", _("Before 1 May 2015")
    HS_ATM = "HS_ATM", _("Cash machine")
    HS_KARAR = "HS_KARAR", _("Court decision")
    IYS_WEB = "IYS_WEB", _("İYS web site")
    IYS_CM = "IYS_CM", _("İYS call centre")
    IYS_MOBIL = "IYS_MOBIL", _("İYS mobile app")
    IYS_3338 = "IYS_3338", _("İYS short number 3338")
    IYS_KISA_LINK = "IYS_KISA_LINK", _("İYS short link")


OF_THE_CITIZEN = frozenset(source for source in ConsentSource if source.startswith("IYS_"))
"""Written by İYS itself: they come with its files and are never reported to it."""

ON_PAPER = frozenset(
    {
        ConsentSource.HS_FIZIKSEL_ORTAM,
        ConsentSource.HS_ISLAK_IMZA,
        ConsentSource.HS_ETKINLIK,
        ConsentSource.HS_2015,
        ConsentSource.HS_KARAR,
    }
)
"""Not given electronically: no confirmation on the same day is owed."""
