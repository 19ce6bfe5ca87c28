"""Check digits of numbers that identify people: TCKN, IBAN (ISO 7064 mod 97) and cards (Luhn)."""


def is_tckn(digits: str) -> bool:
    """Whether eleven digits are a valid Turkish identity number (T.C. Nüfus İdaresi rule, digits 10 and
    11)."""
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit() or digits[0] == "0":
        return False
    d = [int(digit) for digit in digits]
    tenth = (sum(d[0:9:2]) * 7 - sum(d[1:8:2])) % 10
    return tenth == d[9] and sum(d[:10]) % 10 == d[10]


def is_iban(text: str) -> bool:
    """Whether a compact upper-case IBAN has the right check digits (and 26 characters for Turkey)."""
    if not (15 <= len(text) <= 34 and text.isascii() and text.isalnum()) or not text[2:4].isdigit():
        return False
    if text.startswith("TR") and len(text) != 26:
        return False
    turned = text[4:] + text[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def is_card(digits: str) -> bool:
    """Whether digits look like a payment card: length 13 to 19, a scheme's first digits, Luhn sum."""
    if not 13 <= len(digits) <= 19 or not digits.isascii() or not digits.isdigit():
        return False
    scheme = digits[0] in "456" or digits[:2] in ("34", "37", "36", "38") or digits[:4] == "9792"
    return (scheme or "2221" <= digits[:4] <= "2720") and luhn_sum(digits) % 10 == 0


def luhn_sum(digits: str) -> int:
    """The Luhn sum of digits, the rightmost being the check digit."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total
