"""What people and programs do about consents; every act is one transaction and stands in the log."""

from memnun.consent.actions.confirming import confirm, mark_confirmed, mark_late, mark_not_sent, take_back
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
    "confirm",
    "kind_of",
    "lift",
    "mark_confirmed",
    "mark_late",
    "mark_not_sent",
    "read_address",
    "record_consent",
    "record_consents",
    "refuse",
    "suppress",
    "take_back",
]
