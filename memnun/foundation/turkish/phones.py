"""Telephone numbers: stored as E.164, shown the national way, mobile or not."""

import re

from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    format_number,
    is_valid_number,
    number_type,
    parse,
)

from memnun.foundation.turkish.readings import Reading

EMPTY = "The phone number is empty."
NOT_A_PHONE = "This is not a phone number."
NO_SUCH_PHONE = "No phone number can look like this; please check its digits."

_EXTENSION = re.compile(r"[\s,;(-]*(?:dahili|dah|iç hat|ext|x)\.?\s*:?\s*\d{1,6}\)?\s*$", re.IGNORECASE)
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def read_phone(text: str, region: str = "TR") -> Reading:
    """`text` as E.164 ("+905321234567"); numbers without a country code belong to `region`.

    An extension ("dahili 12") is left out.
    """
    written = _EXTENSION.sub("", text.strip())
    if not written:
        return Reading(None, EMPTY)
    try:
        number = parse(written, region)
    except NumberParseException:
        return Reading(None, NOT_A_PHONE)
    if not is_valid_number(number):
        return Reading(None, NO_SUCH_PHONE)
    return Reading(format_number(number, PhoneNumberFormat.E164))


def show_phone(e164: str, region: str = "TR") -> str:
    """The national form at home ("0532 123 45 67"), the international one from abroad.

    Text that is no phone number is given back as it is.
    """
    number = _parsed(e164)
    if number is None:
        return e164
    if number.country_code != 90 or region != "TR":
        return format_number(number, PhoneNumberFormat.INTERNATIONAL)
    national = str(number.national_number)
    if len(national) == 10:
        return f"0{national[:3]} {national[3:6]} {national[6:8]} {national[8:]}"
    return format_number(number, PhoneNumberFormat.NATIONAL)


def is_mobile(e164: str) -> bool:
    """Whether the number can take an SMS; 444 and 0850 numbers cannot."""
    number = _parsed(e164)
    return number is not None and number_type(number) in _MOBILE


def _parsed(e164: str) -> PhoneNumber | None:
    try:
        return parse(e164, None)
    except NumberParseException:
        return None
