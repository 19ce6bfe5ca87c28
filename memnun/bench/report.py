"""What a bench found out: one JSON line a measure, and no figure from too few samples."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from statistics import median
from typing import IO

LEAST_REPEATS = 3
"""A median of fewer repeats says nothing about their spread."""

BEYOND = 10
"""A percentile needs this many samples above it: a 99th takes 1,000 samples, a median 20."""


class TooFew(Exception):
    """Too few samples for the figure that was asked for."""


class Report:
    """Writes measures to `out` as JSON lines and words for people to `words`."""

    def __init__(self, out: IO[str] = sys.stdout, words: IO[str] = sys.stderr) -> None:
        self._out = out
        self._words = words

    def say(self, sentence: str) -> None:
        """Tell a person what is going on."""
        print(sentence, file=self._words, flush=True)

    def repeats(self, name: str, values: Sequence[float], *, unit: str) -> float:
        """The median of repeated runs, compared with nothing."""
        return self._write(name, _median_of_repeats(name, values), unit, None, len(values), _spread(values))

    def compare(self, name: str, ours: Sequence[float], theirs: Sequence[float], *, unit: str) -> float:
        """The medians of repeated runs of ours and of what it is compared with; `ratio` is ours / theirs.

        Whether a high or a low ratio is good depends on the unit.
        """
        value, baseline = _median_of_repeats(name, ours), _median_of_repeats(name, theirs)
        return self._write(
            name,
            value,
            unit,
            baseline,
            min(len(ours), len(theirs)),
            f"{_spread(ours)} against {_spread(theirs)}",
        )

    def percentile(
        self,
        name: str,
        samples: Sequence[float],
        percent: float,
        *,
        unit: str,
        baseline: Sequence[float] = (),
    ) -> float:
        """A percentile of single samples; with `baseline` also the same percentile of those."""
        value = percentile(name, samples, percent)
        other = percentile(name, baseline, percent) if baseline else None
        fewest = min(len(samples), len(baseline)) if baseline else len(samples)
        return self._write(name, value, unit, other, fewest, _spread(samples))

    def count(self, name: str, value: float, *, unit: str, n: int) -> float:
        """A figure that is counted, not sampled: bytes on disk, rows found of `n` expected."""
        return self._write(name, value, unit, None, n, "counted")

    def _write(
        self, name: str, value: float, unit: str, baseline: float | None, n: int, spread: str
    ) -> float:
        ratio = value / baseline if baseline else None
        line = {
            "name": name,
            "value": _rounded(value),
            "unit": unit,
            "baseline": _rounded(baseline),
            "ratio": _rounded(ratio),
            "n": n,
        }
        print(json.dumps(line, ensure_ascii=False), file=self._out, flush=True)
        compared = f", {ratio:.3g} x {baseline:.4g}" if ratio is not None and baseline is not None else ""
        self.say(f"  {name}: {value:.4g} {unit}{compared} (n={n}, {spread})")
        return value


def percentile(name: str, samples: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile; raises TooFew when fewer than BEYOND samples would lie above it."""
    needed = math.ceil(BEYOND / (1 - percent / 100))
    if len(samples) < needed:
        raise TooFew(
            f"{name}: the {percent:g}th percentile takes {needed} samples, there are {len(samples)}."
        )
    return sorted(samples)[math.ceil(len(samples) * percent / 100) - 1]


def _median_of_repeats(name: str, values: Sequence[float]) -> float:
    if len(values) < LEAST_REPEATS:
        raise TooFew(f"{name}: a median takes {LEAST_REPEATS} repeats, there are {len(values)}.")
    return median(values)


def _spread(values: Sequence[float]) -> str:
    return f"{min(values):.4g}–{max(values):.4g}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")
