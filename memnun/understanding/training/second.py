"""Tunes the second reader: the lower layers of the encoder, a vocabulary cut to Turkish customer text, three heads.

Needs torch and the encoder it starts from (`encoder_base`). The upper of the kept layers are tuned on the texts the
first reading learns from, and rounded to four bits at every step, so that they learn to be right when rounded
(quantisation-aware training, Jacob et al. 2018). The same data give the same bytes on processors of one kind with the
same number of threads; elsewhere sums are rounded otherwise.
"""

import gzip
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from memnun.understanding.model import SENTIMENTS
from memnun.understanding.second.pieces import SPECIAL, WORD_START, Pieces, normal, plain
from memnun.understanding.second.weights import MATRICES, packed
from memnun.understanding.training.corpus import CLASS_OF, Corpus, read_sentiment
from memnun.understanding.training.encoder_base import BLOCK, Base, read_base
from memnun.understanding.training.left_out import REVIEWS
from memnun.understanding.training.messages import Message, messages

VERSION = "1"
VOCABULARY = 11_000
LETTERED, SEEN_AT_LEAST, NEARLY_ALWAYS = 20_000, 5, 0.8
LAYERS = 8
UNTOUCHED = 2
LONGEST = 128
BATCH = 64
EPOCHS = 1.5
SORTED_TOGETHER = 24
RATE, HEAD_RATE, DECAY, WARM_UP = 1e-4, 1e-3, 0.01, 0.06
DROPPED, SMOOTHED = 0.1, 0.1
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
_WORD = re.compile("[a-zçğıöşüâîû]+")
_HEAVY = 0.25
_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt from, one row a text: its pieces, its sentiment and what it counts."""

    numbers: list[NDArray[np.int32]]
    sentiments: NDArray[np.int64]
    weights: NDArray[np.float32]


def choose_pieces(base: Base, texts: Iterable[str], most: int = VOCABULARY) -> NDArray[np.int64]:
    """The numbers in `base` of the pieces used most in the texts, typed with and without Turkish letters, and of all
    single letters met."""
    counts: dict[str, float] = dict(Counter(word for text in texts for word in normal(text).split()))
    for word, count in list(counts.items()):
        typed = plain(word)
        if typed != word:
            counts[typed] = counts.get(typed, 0) + count * _HEAVY
    whole = Pieces(base.pieces, base.scores.tolist())
    used: dict[int, float] = defaultdict(float)
    letters = {WORD_START}
    for word, count in sorted(counts.items()):
        letters.update(word)
        for number in whole.word(word):
            used[number - SPECIAL] += count
    place = {piece: number for number, piece in enumerate(base.pieces)}
    chosen = {place[letter] for letter in letters if letter in place and counts_enough(letter, place, used)}
    for number, _count in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        if len(chosen) >= most:
            break
        if number >= 0:
            chosen.add(number)
    return np.array(sorted(chosen - {base.begin, base.end, base.unknown}), dtype=np.int64)


def counts_enough(letter: str, place: dict[str, int], used: dict[int, float]) -> bool:
    """Letters of the Turkish and Latin keyboards always, others where they are met as pieces of their own."""
    return letter.isascii() or letter in "çğıöşüâîû" + WORD_START or used[place[letter]] > 2


def lettered_words(texts: Iterable[str], most: int = LETTERED) -> list[str]:
    """Words with Turkish letters that are nearly always meant where their plain letters are typed, by texts typed
    with such letters; the commonest first."""
    counts: Counter[str] = Counter()
    for text in texts:
        small = normal(text)
        if small != plain(small):
            counts.update(_WORD.findall(small))
    typed: Counter[str] = Counter()
    for word, count in counts.items():
        typed[plain(word)] += count
    sure = [
        (count, word)
        for word, count in counts.items()
        if word != plain(word) and count >= SEEN_AT_LEAST and count >= NEARLY_ALWAYS * typed[plain(word)]
    ]
    return [word for _count, word in sorted(sure, key=lambda pair: (-pair[0], pair[1]))[:most]]


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
        np.concatenate([reviews.classes, [CLASS_OF[message.sentiment] for message in messages]]).astype(
            np.int64
        ),
        np.concatenate([weights, np.ones(len(messages))]).astype(np.float32),
    )


class _Rounded(torch.autograd.Function):
    """A matrix rounded to four bits in blocks of 32; what is learnt passes as if it were not."""

    @staticmethod
    def forward(_context: Any, weights: torch.Tensor) -> torch.Tensor:
        return rounded(weights)

    @staticmethod
    def backward(_context: Any, slope: torch.Tensor) -> torch.Tensor:
        return slope


def rounded(weights: torch.Tensor) -> torch.Tensor:
    """The nearest matrix that four bits hold."""
    values, scale = four_bits(weights)
    return (values * scale).reshape(weights.shape)


def four_bits(weights: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Whole numbers from -8 to 7 in blocks of 32 and the scale of each block, in half precision: the weight farthest
    from zero is -8 times the scale."""
    blocks = weights.reshape(-1, BLOCK)
    farthest = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
    scale = (farthest / -8).half().float()
    values = (blocks / torch.where(scale == 0, 1.0, scale)).round().clamp(-8, 7)
    return values, scale


class _Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        self.heads, self.tiny = base.heads, base.tiny
        width, inner = base.width, base.inner

        def packed(name: str, columns: int) -> nn.Parameter:
            return nn.Parameter(torch.from_numpy(base.packed(f"l{number}.{name}", columns)))

        def plain(name: str) -> nn.Parameter:
            return nn.Parameter(torch.from_numpy(base.plain(f"l{number}.{name}")))

        self.looks = nn.Parameter(torch.cat([packed(f"{name}.w", width).data for name in "qkv"]))
        self.looks_bias = nn.Parameter(torch.cat([plain(f"{name}.b").data for name in "qkv"]))
        self.joins, self.joins_bias = packed("ao.w", width), plain("ao.b")
        self.widens, self.widens_bias = packed("fi.w", width), plain("fi.b")
        self.narrows, self.narrows_bias = packed("fo.w", inner), plain("fo.b")
        self.first_gain, self.first_shift = plain("aln.w"), plain("aln.b")
        self.second_gain, self.second_shift = plain("oln.w"), plain("oln.b")

    def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Texts x pieces x width, as they come and as they go on."""
        texts, length, width = rows.shape
        looks = functional.linear(rows, _Rounded.apply(self.looks), self.looks_bias)
        query, key, value = looks.view(texts, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        near = query @ key.transpose(2, 3) * (width // self.heads) ** -0.5
        near = near.masked_fill(~mask, -1e4).softmax(-1).to(value.dtype)
        seen = (near @ value).transpose(1, 2).reshape(texts, length, width)
        rows = functional.layer_norm(
            rows + self._dropped(functional.linear(seen, _Rounded.apply(self.joins), self.joins_bias)),
            (width,), self.first_gain, self.first_shift, self.tiny,
        )  # fmt: skip
        wide = functional.gelu(
            functional.linear(rows, _Rounded.apply(self.widens), self.widens_bias), approximate="tanh"
        )
        return functional.layer_norm(
            rows + self._dropped(functional.linear(wide, _Rounded.apply(self.narrows), self.narrows_bias)),
            (width,), self.second_gain, self.second_shift, self.tiny,
        )  # fmt: skip

    def _dropped(self, rows: torch.Tensor) -> torch.Tensor:
        return functional.dropout(rows, DROPPED, self.training)


class Student(nn.Module):
    """The encoder with its heads."""

    def __init__(self, base: Base, chosen: NDArray[np.int64]) -> None:
        super().__init__()
        numbers = np.concatenate([[base.begin, base.end, base.unknown], chosen])
        words = base.packed("emb.word", base.width, numbers)
        self.words = nn.Parameter(torch.from_numpy(words), requires_grad=False)
        places = base.plain("emb.pos").reshape(-1, base.width)[:LONGEST]
        kind = base.plain("emb.type").reshape(-1, base.width)[0]
        self.places = nn.Parameter(torch.from_numpy(places + kind).half().float(), requires_grad=False)
        self.gain = nn.Parameter(torch.from_numpy(base.plain("emb.ln.w")), requires_grad=False)
        self.shift = nn.Parameter(torch.from_numpy(base.plain("emb.ln.b")), requires_grad=False)
        self.layers = nn.ModuleList(_Layer(base, number) for number in range(LAYERS))
        self.outputs = nn.Linear(base.width, len(SENTIMENTS))
        self.tiny = base.tiny
        for layer in self.layers[:UNTOUCHED]:
            layer.requires_grad_(requires_grad=False)

    def forward(self, numbers: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Texts x sentiments."""
        inside = torch.arange(numbers.shape[1])[None] < lengths[:, None]
        mask = inside[:, None, None]
        with torch.no_grad():
            rows = self.words[numbers] + self.places[: numbers.shape[1]]
            rows = functional.layer_norm(rows, rows.shape[-1:], self.gain, self.shift, self.tiny)
            for layer in self.layers[:UNTOUCHED]:
                rows = layer(rows, mask)
        for layer in self.layers[UNTOUCHED:]:
            rows = layer(rows, mask)
        mean = (rows.float() * inside[..., None]).sum(1) / lengths[:, None]
        scores: torch.Tensor = self.outputs(functional.dropout(mean, DROPPED, self.training))
        return scores


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
    truth = torch.from_numpy(told.sentiments[rows])
    each = functional.cross_entropy(scores, truth, reduction="none", label_smoothing=SMOOTHED)
    return (each * weights).sum() / weights.sum()


def open_texts(folder: Path) -> list[str]:
    """Unlabelled lines that tell which words are used."""
    with gzip.open(folder / "corpus_open_train.txt.gz", "rt", encoding="utf-8") as lines:
        return lines.read().splitlines()


def scores_of(student: Student, numbers: Sequence[NDArray[np.int32]]) -> NDArray[np.float32]:
    """Texts x outputs in the order of the texts."""
    student.eval()
    order = np.argsort([len(row) for row in numbers], kind="stable")
    found = np.zeros((len(numbers), student.outputs.out_features), dtype=np.float32)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            found[rows] = student(*padded([numbers[row] for row in rows])).float().numpy()
    return found


def make_second(folder: Path, path: Path) -> None:
    """Tune on the train split of a data folder without the three sources of reviews, which show how texts of sources
    never seen are read, and on our own messages, and write the file. Words, not labels, are taken from all texts."""
    torch.manual_seed(SEED)
    rng, base, labelled = np.random.default_rng(SEED), read_base(), messages()
    own, loose = [message.text for message in labelled], open_texts(folder)
    told = read_sentiment(folder, "train")
    chosen = choose_pieces(base, read_sentiment(folder, "train", "dev").texts + own + loose)
    vocabulary = Vocabulary(base, chosen, lettered_words(told.texts + own + loose))
    lessons = lesson(vocabulary.pieces(), told.without(REVIEWS), labelled, rng)
    student = Student(base, chosen)
    with torch.autocast("cpu", torch.bfloat16):
        tune(student, lessons, rng)
    write_second(path, student, vocabulary)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces chosen of `base`, by number, and the words that get their Turkish letters back."""

    base: Base
    chosen: NDArray[np.int64]
    lettered: list[str]

    def texts(self) -> list[str]:
        """The chosen pieces."""
        return [self.base.pieces[number] for number in self.chosen]

    def pieces(self) -> Pieces:
        """Cuts words as they are typed; for learning, where what was typed without Turkish letters shall stay so."""
        return Pieces(self.texts(), self.base.scores[self.chosen].tolist())

    def reading_pieces(self) -> Pieces:
        """Cuts words as the finished reader does."""
        return Pieces(self.texts(), self.base.scores[self.chosen].tolist(), self.lettered)


def write_second(path: Path, student: Student, vocabulary: Vocabulary) -> None:
    """Plain arrays: matrices in four bits, all else in half precision."""
    base = vocabulary.base
    parts: dict[str, NDArray[Any]] = {
        "version": np.array(VERSION),
        "heads": np.array(base.heads),
        "layers": np.array(LAYERS),
        "tiny": np.array(base.tiny, dtype=np.float32),
        "pieces": _lines(vocabulary.texts()),
        "scores": base.scores[vocabulary.chosen],
        "lettered": _lines(vocabulary.lettered),
        "places": _half(student.places),
        "norm": _half(torch.stack([student.gain, student.shift])),
        "outputs": _half(student.outputs.weight.T),
        "bias": _half(student.outputs.bias),
    }
    parts |= {"probes": np.array(PROBES), "probe_scores": _told(student, vocabulary.reading_pieces())}
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
