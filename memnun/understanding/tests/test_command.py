"""The command reads a stream, line by line, and says which line it could not read."""

import io
import json
import subprocess
import sys

from memnun.understanding.command import run_understand

FIELDS = {"sentiment", "probabilities", "mixed", "kinds", "group", "topics", "urgency", "threats",
          "personal_data",
          "evidence", "language", "unsure"}  # fmt: skip


def _run(lines: list[str], *, table: bool = False) -> tuple[int, list[str]]:
    out = io.StringIO()
    status = run_understand(lines, out, io.StringIO(), table=table)
    return status, out.getvalue().splitlines()


def test_each_line_gives_one_reading_in_order() -> None:
    status, rows = _run([json.dumps({"text": text}) + "\n" for text in ("Harika", "Berbat", "\ud800")])
    assert status == 0
    assert [json.loads(row)["sentiment"] for row in rows[:2]] == ["positive", "negative"]
    assert set(json.loads(rows[0])) >= FIELDS


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    status, rows = _run(['{"text": "iyi"}\n', "bozuk\n", '{"no": 1}\n', '{"text": "kötü"}\n'])
    assert status == 1
    assert [json.loads(row).get("line") for row in rows] == [None, 2, 3, None]


def test_the_table_is_for_people() -> None:
    _status, rows = _run(['{"text": "Kargom gelmedi"}\n', "x\n"], table=True)
    assert "at_risk" in rows[1]
    assert rows[2].startswith("line 2")


def test_understanding_never_imports_django() -> None:
    code = "import sys, memnun.understanding, memnun.understanding.command; print('django' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
