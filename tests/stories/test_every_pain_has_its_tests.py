"""The page of what hurts in a shared inbox names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "pains.md"
NAMED = re.compile(r"`(test_\w+)`")
MADE = re.compile(r"^\s*(?:async )?def (test_\w+)\(", re.MULTILINE)
NOT_BUILT = "not built yet"


def rows() -> list[list[str]]:
    """The lines of the table: what hurts, what is done, held by."""
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


def made() -> set[str]:
    """The names of all tests of the product."""
    files = [*(ROOT / "memnun").rglob("test_*.py"), *(ROOT / "tests").rglob("test_*.py")]
    return {name for file in files for name in MADE.findall(file.read_text())}


def test_every_named_test_exists() -> None:
    known = made()
    assert [name for row in rows() for name in NAMED.findall(row[2]) if name not in known] == []


def test_every_pain_is_held_by_a_test_or_says_that_it_is_not() -> None:
    assert len(rows()) >= 25
    assert [row[0] for row in rows() if not NAMED.findall(row[2]) and NOT_BUILT not in row[1]] == []
