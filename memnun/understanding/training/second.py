"""Tunes the second reader and writes its file.

Needs torch and the encoder it starts from (`encoder_base`). The upper of the kept layers are tuned on the texts the
first reading learns from, and rounded to four bits at every step, so that they learn to be right when rounded
(quantisation-aware training, Jacob et al. 2018). The same data give the same bytes on processors of one kind with the
same number of threads; elsewhere sums are rounded otherwise.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from memnun.understanding.second.pieces import Pieces, normal, plain
from memnun.understanding.second.weights import MATRICES, packed
from memnun.understanding.training.corpus import FEELING_OF, Corpus, read_sentiment
from memnun.understanding.training.encoder_base import read_base
from memnun.understanding.training.left_out import REVIEWS
from memnun.understanding.training.messages import Message, messages
from memnun.understanding.training.student import LAYERS, LONGEST, UNTOUCHED, Student, four_bits
from memnun.understanding.training.vocabulary import Vocabulary, choose_pieces, lettered_words, open_texts

VERSION = "2"
BATCH = 64
EPOCHS = 2
SORTED_TOGETHER = 24
RATE, HEAD_RATE, DECAY, WARM_UP = 1e-4, 1e-3, 0.01, 0.06
SMOOTHED = 0.1
SOURCE_POWER = 0.25
PLAIN_LETTERS = 0.3
"""The share of texts told as typed without Turkish letters."""
SEED = 7
PROBES = (
    "Kargom üç gündür gelmedi, kimse telefonlara çıkmıyor!",
    "Çok memnun kaldım, elinize sağlık 😊",
    "Faturamın son ödeme günü ne zaman?",
    "urun guzel ama kargo cok gec geldi, idare eder",
    "SİZE BİR ÖNERİM VAR: uygulamaya karanlık görünüm eklense çok iyi olur. " * 8,
)
"""Texts whose scores are kept with the weights."""
_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt from, one row a text: its pieces, its feeling and what it counts."""

    numbers: list[NDArray[np.int32]]
    feelings: NDArray[np.int64]
    weights: NDArray[np.float32]


def lesson(pieces: Pieces, reviews: Corpus, messages: Sequence[Message], rng: np.random.Generator) -> Lesson:
    """Reviews, sources weighted, and messages."""
    texts = reviews.texts + [message.text for message in messages]
    bared = rng.random(len(texts)) < PLAIN_LETTERS
    numbers = [
        pieces.numbers(plain(normal(text)) if bare else text, LONGEST)
        for text, bare in zip(texts, bared, strict=True)
    ]
    _names, source, sizes = np.unique(reviews.sources, return_inverse=True, return_counts=True)
    weights = sizes[source].astype(np.float64) ** -SOURCE_POWER
    weights /= weights.mean()
    return Lesson(
        numbers,
        np.concatenate([reviews.feelings, [FEELING_OF[message.sentiment] for message in messages]]).astype(
            np.int64
        ),
        np.concatenate([weights, np.ones(len(messages))]).astype(np.float32),
    )


def tune(student: Student, told: Lesson, rng: np.random.Generator, epochs: float = EPOCHS) -> None:
    """AdamW, the rate rising over the first steps and falling straight to nothing."""
    heads = list(student.outputs.parameters())
    body = [weights for layer in student.layers[UNTOUCHED:] for weights in layer.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}],
        betas=(0.9, 0.98),
        weight_decay=DECAY,
    )
    steps = int(epochs * len(told.numbers) / BATCH)
    warm = max(1, int(WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))
    )
    student.train()
    began, recent = time.monotonic(), 0.0
    for step, rows in zip(range(steps), _batches(told.numbers, rng), strict=False):
        loss = _loss(student(*padded([told.numbers[row] for row in rows])), told, rows)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(body + heads, 1.0)
        optimiser.step()
        schedule.step()
        recent += (loss.item() - recent) / min(step + 1, _TOLD_EVERY)
        if step % _TOLD_EVERY == _TOLD_EVERY - 1:
            sys.stderr.write(
                f"step {step + 1} of {steps}  loss {recent:.3f}  {time.monotonic() - began:.0f} s\n"
            )
            sys.stderr.flush()


def _batches(numbers: Sequence[NDArray[np.int32]], rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Batches without end, each of texts about as long as each other."""
    lengths = np.array([len(row) for row in numbers])
    while True:
        order = rng.permutation(len(numbers))
        pools = [
            order[start : start + BATCH * SORTED_TOGETHER]
            for start in range(0, len(order), BATCH * SORTED_TOGETHER)
        ]
        pools = [pool[np.argsort(lengths[pool], kind="stable")] for pool in pools]
        batches = [pool[start : start + BATCH] for pool in pools for start in range(0, len(pool), BATCH)]
        for place in rng.permutation(len(batches)):
            yield batches[place]


def padded(rows: Sequence[NDArray[np.int32]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Numbers of the pieces, one row a text, and how many are the text's own."""
    lengths = torch.tensor([len(row) for row in rows])
    numbers = torch.zeros((len(rows), int(lengths.max())), dtype=torch.long)
    for place, row in enumerate(rows):
        numbers[place, : len(row)] = torch.from_numpy(row.astype(np.int64))
    return numbers, lengths


def _loss(scores: torch.Tensor, told: Lesson, rows: NDArray[np.int64]) -> torch.Tensor:
    weights = torch.from_numpy(told.weights[rows])
    truth = torch.from_numpy(told.feelings[rows])
    each = functional.cross_entropy(scores, truth, reduction="none", label_smoothing=SMOOTHED)
    return (each * weights).sum() / weights.sum()


def make_second(folder: Path, path: Path) -> None:
    """Tune on the train split of a data folder without the three sources of reviews, which show how texts of sources
    never seen are read, and on our own messages, and write the file. Words, not labels, are taken from all texts."""
    torch.manual_seed(SEED)
    rng, base, labelled = np.random.default_rng(SEED), read_base(), messages()
    own, loose = [message.text for message in labelled], open_texts(folder)
    told = read_sentiment(folder, "train")
    chosen = choose_pieces(base, read_sentiment(folder, "train", "dev").texts + own + loose)
    vocabulary = Vocabulary(base, chosen, lettered_words(told.texts + own + loose))
    lessons = lesson(vocabulary.pieces(as_typed=True), told.without(REVIEWS), labelled, rng)
    student = Student(base, chosen)
    with torch.autocast("cpu", torch.bfloat16):
        tune(student, lessons, rng)
    write_second(path, student, vocabulary)


def write_second(path: Path, student: Student, vocabulary: Vocabulary) -> None:
    """Plain arrays: matrices in four bits, all else in half precision."""
    base = vocabulary.base
    parts: dict[str, NDArray[Any]] = {
        "version": np.array(VERSION),
        "heads": np.array(base.heads),
        "layers": np.array(LAYERS),
        "tiny": np.array(base.tiny, dtype=np.float32),
        "pieces": _lines(vocabulary.texts()),
        "scores": vocabulary.scores(),
        "lettered": _lines(vocabulary.lettered),
        "places": _half(student.places),
        "norm": _half(torch.stack([student.gain, student.shift])),
        "outputs": _half(student.outputs.weight.T),
        "bias": _half(student.outputs.bias),
    }
    parts |= {"probes": np.array(PROBES), "probe_scores": _told(student, vocabulary.pieces())}
    parts |= _four_bit_parts("words", student.words)
    for number, layer in enumerate(student.layers):
        norms = [layer.first_gain, layer.first_shift, layer.second_gain, layer.second_shift]
        parts[f"{number}.norms"] = _half(torch.stack(norms))
        for name in MATRICES:
            parts |= _four_bit_parts(f"{number}.{name}", getattr(layer, name))
            parts[f"{number}.{name}_bias"] = _half(getattr(layer, f"{name}_bias"))
    np.savez_compressed(path, allow_pickle=False, **parts)


def _told(student: Student, pieces: Pieces) -> NDArray[np.float32]:
    """What the probes are given, to be compared with what other arithmetic makes of the file."""
    student.eval()
    with torch.inference_mode():
        rows = [student(*padded([pieces.numbers(text, LONGEST)])) for text in PROBES]
    return torch.cat(rows).float().numpy()


def _lines(words: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _half(values: torch.Tensor) -> NDArray[np.float16]:
    return values.detach().half().numpy()


def _four_bit_parts(name: str, weights: torch.Tensor) -> dict[str, NDArray[Any]]:
    values, scale = four_bits(weights.detach())
    return {
        f"{name}.packed": packed(values.numpy().astype(np.int8)),
        f"{name}.scale": scale[:, 0].half().numpy(),
    }
