"""Figures are medians and percentiles of enough samples, one JSON line each."""

import io
import json
from typing import Any

import pytest

from memnun.bench.report import Report, TooFew


def lines_of(report_with: Any) -> list[dict[str, Any]]:
    out = io.StringIO()
    report_with(Report(out, io.StringIO()))
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_measure_compared_with_nothing_has_no_baseline_and_no_ratio() -> None:
    [line] = lines_of(lambda report: report.repeats("a", [3.0, 1.0, 2.0], unit="s"))
    assert line == {"name": "a", "value": 2.0, "unit": "s", "baseline": None, "ratio": None, "n": 3}


def test_a_comparison_gives_both_medians_and_their_ratio() -> None:
    [line] = lines_of(lambda report: report.compare("a", [30, 40, 50, 60], [10, 20, 30], unit="rows/s"))
    assert (line["value"], line["baseline"], line["ratio"], line["n"]) == (45, 20, 2.25, 3)


def test_a_percentile_is_a_sample_that_was_seen() -> None:
    [line] = lines_of(lambda report: report.percentile("a", list(range(1, 1001)), 99, unit="ms"))
    assert (line["value"], line["n"]) == (990, 1000)


@pytest.mark.parametrize(
    "claim",
    [
        lambda report: report.repeats("a", [1, 2], unit="s"),
        lambda report: report.compare("a", [1, 2, 3], [1, 2], unit="s"),
        lambda report: report.percentile("a", [1] * 999, 99, unit="s"),
        lambda report: report.percentile("a", [1] * 1000, 99, unit="s", baseline=[1] * 999),
    ],
)
def test_too_few_samples_give_no_figure(claim: Any) -> None:
    out = io.StringIO()
    with pytest.raises(TooFew):
        claim(Report(out, io.StringIO()))
    assert out.getvalue() == ""
