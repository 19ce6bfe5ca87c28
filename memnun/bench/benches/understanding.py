"""Reading customer text: texts a second in batches, time of one, load, memory, against a plain n-gram model."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from memnun.bench.registry import bench
from memnun.bench.report import Report
from memnun.understanding import read, read_many
from memnun.understanding.model import WEIGHTS
from memnun.understanding.training.opinions import opinions
from memnun.understanding.training.phrasebook import phrases

REPEATS = 5
BATCH = 5000
SINGLES = 500
LOAD = """
import time
started = time.perf_counter()
from memnun.understanding import read
read("Kargom söz verdiğiniz gün gelmedi, iade istiyorum.")
most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.perf_counter() - started, int(most.split()[1]) / 1024)
"""


@bench("understanding", "reading texts of about 120 characters, against character n-grams in scikit-learn")
def understanding(report: Report) -> None:
    """Both get the same texts; ours gives whole readings, the other a sentiment only."""
    texts = _texts()
    report.say(f"{len(texts)} texts of {sum(map(len, texts)) / len(texts):.0f} characters on average")
    plain = _plain_model()
    ours = [len(texts) / _seconds(lambda: read_many(texts)) for _ in range(REPEATS)]
    theirs = [len(texts) / _seconds(lambda: plain(texts)) for _ in range(REPEATS)]
    report.compare("understanding.batch", ours, theirs, unit="texts/s")
    single = [_seconds(partial(read, text)) * 1000 for text in texts[:SINGLES]]
    other = [_seconds(partial(plain, [text])) * 1000 for text in texts[:SINGLES]]
    report.percentile("understanding.one", single, 50, unit="ms", baseline=other)
    loads = [_load() for _ in range(REPEATS)]
    report.repeats("understanding.load", [seconds for seconds, _memory in loads], unit="s")
    report.repeats("understanding.memory", [memory for _seconds_, memory in loads], unit="MB")
    report.count("understanding.weights", Path(WEIGHTS).stat().st_size, unit="bytes", n=1)


def _texts() -> list[str]:
    """Neighbouring own sentences joined to about the length of a customer's message."""
    sentences = [text for text, _sentiment in (*phrases(), *opinions())]
    step = len(sentences) // 2
    far = [*sentences[step:], *sentences[:step]]
    joined = (
        f"{first}. {second}, {third}"
        for (first, third), second in zip(pairwise(sentences), far, strict=False)
    )
    return list(islice(joined, BATCH))


def _plain_model() -> Callable[[list[str]], object]:
    texts, labels = zip(*phrases(), strict=True)
    features = make_union(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
    )
    fitted = make_pipeline(features, LogisticRegression(max_iter=200)).fit(texts, labels)
    predict: Callable[[list[str]], object] = fitted.predict_proba
    return predict


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _load() -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)
