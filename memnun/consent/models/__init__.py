"""Consents, wishes, suppressions, and what the gate said."""

from memnun.consent.models.confirmation import Confirmation
from memnun.consent.models.consent import Consent, ConsentQuerySet, ConsentState
from memnun.consent.models.decision import Attention, GateDecision, Release, Verdict
from memnun.consent.models.iys import IysAccount, IysFile, IysMismatch, IysReport
from memnun.consent.models.kinds import (
    COMMERCIAL,
    NEVER_COMMERCIAL,
    OF_THE_CITIZEN,
    ON_PAPER,
    OWED,
    ConsentSource,
    ConsentStatus,
    ConsentType,
    Purpose,
    RecipientType,
)
from memnun.consent.models.link import PreferenceLink
from memnun.consent.models.notice import Notice, NoticeShown
from memnun.consent.models.policy import ContactPolicy, IysMode
from memnun.consent.models.preference import Preference
from memnun.consent.models.suppression import Erasure, Suppression

__all__ = [
    "COMMERCIAL",
    "NEVER_COMMERCIAL",
    "OF_THE_CITIZEN",
    "ON_PAPER",
    "OWED",
    "Attention",
    "Confirmation",
    "Consent",
    "ConsentQuerySet",
    "ConsentSource",
    "ConsentState",
    "ConsentStatus",
    "ConsentType",
    "ContactPolicy",
    "Erasure",
    "GateDecision",
    "IysAccount",
    "IysFile",
    "IysMismatch",
    "IysMode",
    "IysReport",
    "Notice",
    "NoticeShown",
    "Preference",
    "PreferenceLink",
    "Purpose",
    "RecipientType",
    "Release",
    "Suppression",
    "Verdict",
]
