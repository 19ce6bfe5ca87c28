"""Writes the mails of the corpus as .eml files: python -m memnun.channels.email.tests.corpus.write"""

from pathlib import Path

from memnun.channels.email.tests.corpus import (
    addressing,
    answers,
    bodies,
    calendars,
    charsets,
    dates,
    files,
    heads,
    names,
    natures,
    quotes,
    senders,
    suspicions,
    trees,
    winmail,
)
from memnun.channels.email.tests.corpus.making import Case

MAILS = Path(__file__).parent / "mails"
FAMILIES = (
    charsets,
    heads,
    senders,
    quotes,
    bodies,
    files,
    winmail,
    trees,
    names,
    answers,
    natures,
    suspicions,
    addressing,
    dates,
    calendars,
)
LARGEST_FILE = 60_000
"""Larger mails are made when they are read: nobody looks into them."""


def cases() -> list[Case]:
    """Every case of every family."""
    return [case for family in FAMILIES for case in family.CASES]


def write() -> None:
    """Write the files anew; those of cases that are gone go too."""
    MAILS.mkdir(exist_ok=True)
    kept = {f"{case.name}.eml": case.raw for case in cases() if len(case.raw) <= LARGEST_FILE}
    for old in MAILS.glob("*.eml"):
        if old.name not in kept:
            old.unlink()
    for name, raw in kept.items():
        (MAILS / name).write_bytes(raw)


if __name__ == "__main__":
    write()
