"""Consents, wishes, suppressions, and what the gate said."""

from memnun.consent.models.consent import Consent, ConsentQuerySet, ConsentState
from memnun.consent.models.decision import Attention, GateDecision, Release, Verdict
from memnun.consent.models.kinds import (
    COMMERCIAL,
    OWED,
    ConsentSource,
    ConsentStatus,
    ConsentType,
    Purpose,
    RecipientType,
)
from memnun.consent.models.notice import Notice, NoticeShown
from memnun.consent.models.policy import ContactPolicy, IysMode
from memnun.consent.models.preference import Preference
from memnun.consent.models.suppression import Erasure, Suppression

__all__ = [
    "COMMERCIAL",
    "OWED",
    "Attention",
    "Consent",
    "ConsentQuerySet",
    "ConsentSource",
    "ConsentState",
    "ConsentStatus",
    "ConsentType",
    "ContactPolicy",
    "Erasure",
    "GateDecision",
    "IysMode",
    "Notice",
    "NoticeShown",
    "Preference",
    "Purpose",
    "RecipientType",
    "Release",
    "Suppression",
    "Verdict",
]
