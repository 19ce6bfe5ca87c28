"""What people and programs do about consents; every act is one transaction and stands in the log."""

from memnun.consent.actions.confirming import mark_confirmed
from memnun.consent.actions.recording import CannotRecord, Given, kind_of, record_consent, record_consents
from memnun.consent.actions.refusing import TYPES_OF, refuse
from memnun.consent.actions.suppressing import CannotSuppress, lift, read_address, suppress
from memnun.consent.actions.wishing import change_wishes

__all__ = [
    "TYPES_OF",
    "CannotRecord",
    "CannotSuppress",
    "Given",
    "change_wishes",
    "kind_of",
    "lift",
    "mark_confirmed",
    "read_address",
    "record_consent",
    "record_consents",
    "refuse",
    "suppress",
]
