"""Locks let others still refer to what is held.

A new row asks for a weak lock on every row it refers to, mostly when its transaction commits. `FOR UPDATE` keeps it
waiting, in no order anybody chose, so that two acts wait for each other; `FOR NO KEY UPDATE` holds a row against
other changes all the same.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import memnun

ROOT = Path(memnun.__file__).parent
STRICT = re.compile(r"\bFOR UPDATE\b")


def strict_locks(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="select_for_update"), keywords=told):
                strict = not any(each.arg == "no_key" for each in told)
            case ast.Constant(value=str(text)):
                strict = bool(STRICT.search(text))
            case _:
                continue
        if strict:
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def test_a_strict_lock_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr("memnun.config.tests.test_locks.ROOT", tmp_path)
    path = tmp_path / "held.py"
    path.write_text(
        "rows.select_for_update()\nrows.select_for_update(no_key=True)\nsql = 'SELECT 1 FOR UPDATE OF a'\n"
    )
    assert list(strict_locks(path)) == ["held.py:1", "held.py:3"]


def test_no_lock_keeps_others_from_referring_to_what_is_held():
    files = [path for path in ROOT.rglob("*.py") if "tests" not in path.parts]
    assert len(files) > 500
    assert [place for path in files for place in strict_locks(path)] == []
