"""The second reader: how words are cut, what its arithmetic gives, which texts it is asked about."""

import numpy as np
import pytest
from numpy.typing import NDArray

from memnun.understanding import model as first
from memnun.understanding import read, read_many
from memnun.understanding.second.encoder import Encoder, Layer, gelu
from memnun.understanding.second.hearing import is_doubtful
from memnun.understanding.second.pieces import BEGIN, END, SPECIAL, Pieces, normal
from memnun.understanding.second.reader import SecondReader, second_reader
from memnun.understanding.second.weights import WEIGHTS, packed, unpacked

WORDS = ["▁", "▁kar", "▁kargo", "go", "m", "gom", "▁gel", "medi", "me", "di", "!"]
SCORES = [-4.0, -6.0, -7.0, -6.0, -3.0, -9.0, -5.0, -6.0, -4.0, -4.0, -3.0]
DOUBTFUL = ("Idare eder iste, ne diyeyim.", "Paket geldi, içindekileri henüz açmadım.")
SURE = ("Rezalet! Param iade edilmedi, kimse telefonlara çıkmıyor.", "Çok memnun kaldım, teşekkürler!")


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(WORDS, SCORES)


def cut(pieces: Pieces, text: str) -> list[str]:
    return [
        WORDS[number - SPECIAL] if number >= SPECIAL else "?" for number in pieces.numbers(text, 64)[1:-1]
    ]


def test_the_likeliest_cut_of_a_word_is_taken(pieces: Pieces) -> None:
    """▁kargo + m is -10, ▁kar + gom -15, ▁kar + go + m -15."""
    assert cut(pieces, "kargom gelmedi!") == ["▁kargo", "m", "▁gel", "medi", "!"]


def test_a_letter_in_no_piece_is_unknown_and_the_rest_is_cut_all_the_same(pieces: Pieces) -> None:
    assert cut(pieces, "kargo☃m") == ["▁kargo", "?", "m"]


def test_a_text_begins_and_ends_and_one_without_words_has_nothing_between(pieces: Pieces) -> None:
    assert pieces.numbers(" \n ", 64).tolist() == [BEGIN, END]


def test_of_a_long_text_the_head_and_the_tail_are_kept(pieces: Pieces) -> None:
    numbers = pieces.numbers("kargo " * 50 + "gel " * 50, 42)
    assert len(numbers) == 42
    inside = numbers[1:-1] - SPECIAL
    assert inside.tolist() == [WORDS.index("▁kargo")] * 30 + [WORDS.index("▁gel")] * 10


@pytest.mark.parametrize(
    ("given", "small"),
    [
        ("KARGOM GELMEDİ IŞIK", "kargom gelmedi ışık"),
        ("SIMDI GELMEDI", "simdi gelmedi"),
        ("ﬁyat ＡＢＣ", "fiyat abc"),
        ("İade\ud800", "iade?"),
    ],
)
def test_letters_are_made_small_as_they_are_typed(given: str, small: str) -> None:
    assert normal(given) == small


def test_four_bits_are_packed_and_unpacked() -> None:
    values = np.random.default_rng(1).integers(-8, 8, 3 * 64).astype(np.int8)
    scale = np.array([0.5, 1, 2, 0.25, 1, 1], dtype=np.float16)
    held = {"part.packed": packed(values), "part.scale": scale}
    wanted = values.reshape(-1, 32) * scale.astype(np.float32)[:, None]
    assert np.array_equal(unpacked(held, "part", 3), wanted.reshape(3, 64))


def an_encoder(width: int = 8, heads: int = 2, inner: int = 12, layers: int = 2) -> Encoder:
    rng = np.random.default_rng(3)

    def some(*shape: int) -> NDArray[np.float32]:
        return rng.normal(0, 0.5, shape).astype(np.float32)

    def layer() -> Layer:
        return Layer(
            looks=some(width, 3 * width), looks_bias=some(3 * width), joins=some(width, width),
            joins_bias=some(width), widens=some(width, inner), widens_bias=some(inner),
            narrows=some(inner, width), narrows_bias=some(width), norms=some(4, width),
        )  # fmt: skip

    return Encoder(
        heads, 1e-12, some(20, width), some(16, width), some(2, width), [layer() for _ in range(layers)],
        some(width, 4), some(4),
    )  # fmt: skip


def slowly(encoder: Encoder, numbers: list[int]) -> NDArray[np.float64]:
    """The same written out word by word and head by head, in 64 bits."""

    def normal_of(
        row: NDArray[np.float64], gain: NDArray[np.float64], shift: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        return (row - row.mean()) / np.sqrt(row.var() + encoder.tiny) * gain + shift

    rows = [
        normal_of(
            (encoder.words[number] + encoder.places[place]).astype(np.float64),
            *encoder.norm.astype(np.float64),
        )
        for place, number in enumerate(numbers)
    ]
    width = len(rows[0])
    size = width // encoder.heads
    for layer in encoder.layers:
        norms = layer.norms.astype(np.float64)
        looks = [row @ layer.looks + layer.looks_bias for row in rows]
        after = []
        for own, row in zip(looks, rows, strict=True):
            seen = []
            for head in range(encoder.heads):
                part = slice(head * size, (head + 1) * size)
                near = [own[:width][part] @ other[width : 2 * width][part] / np.sqrt(size) for other in looks]
                share = np.exp(near) / np.exp(near).sum()
                seen.append(sum(s * other[2 * width :][part] for s, other in zip(share, looks, strict=True)))
            joined = np.concatenate(seen) @ layer.joins + layer.joins_bias
            row = normal_of(row + joined, norms[0], norms[1])
            wide = row @ layer.widens + layer.widens_bias
            wide = 0.5 * wide * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)))
            after.append(normal_of(row + wide @ layer.narrows + layer.narrows_bias, norms[2], norms[3]))
        rows = after
    return np.mean(rows, axis=0) @ encoder.outputs + encoder.bias


@pytest.mark.parametrize("numbers", [[0, 1], [0, 5, 1], [0, 7, 7, 3, 19, 4, 1]])
def test_the_encoder_does_what_its_layers_say(numbers: list[int]) -> None:
    encoder = an_encoder()
    found = encoder.scores(np.array(numbers, dtype=np.int32))
    assert found == pytest.approx(slowly(encoder, numbers), abs=1e-4)


def test_gelu_is_near_the_true_one() -> None:
    """Φ(1) is 0.841345."""
    assert gelu(np.array([0.0, 1.0, -1.0], dtype=np.float32)) == pytest.approx([0, 0.8412, -0.1588], abs=2e-4)


def test_the_shipped_reader_gives_what_it_was_tuned_to_give() -> None:
    """The scores were written down by the program that tuned it, with arithmetic of its own."""
    reader = second_reader()
    with np.load(WEIGHTS, allow_pickle=False) as held:
        probes, wanted = held["probes"].tolist(), held["probe_scores"]
    assert len(probes) >= 5
    for text, scores in zip(probes, wanted, strict=True):
        numbers = reader.pieces.numbers(text, reader.encoder.longest)
        assert reader.encoder.scores(numbers) == pytest.approx(scores, abs=0.02), text


def test_both_readers_together_are_small() -> None:
    assert first.WEIGHTS.stat().st_size + WEIGHTS.stat().st_size <= 15_000_000


def test_scores_are_logarithms_of_shares() -> None:
    scores = second_reader().scores([*DOUBTFUL, "", "?"])
    assert np.exp(scores).sum(axis=1) == pytest.approx(np.ones(4), abs=1e-4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800\udfff",
        "😡" * 500,
        "a" * 20_000,
        "ж界ع" * 40,
        "kelime " * 200_000,
        "\u0307İ\u0307",
    ],
)
def test_any_string_gets_scores(text: str) -> None:
    scores = second_reader().scores([text])
    assert np.isfinite(scores).all()


class Recording(SecondReader):
    """Remembers what it is asked, and finds everything surely positive."""

    asked: list[str] = []

    def scores(self, texts: object) -> NDArray[np.float32]:
        assert isinstance(texts, list)
        Recording.asked = texts
        return np.log(np.tile(np.array([1e-6, 1e-6, 1, 1e-6], dtype=np.float32), (len(texts), 1)))


@pytest.fixture
def recording() -> SecondReader:
    Recording.asked = []
    return Recording("test", Pieces(WORDS, SCORES), an_encoder())


def test_only_doubtful_texts_are_asked_about(recording: SecondReader) -> None:
    texts = [SURE[0], DOUBTFUL[0], SURE[1], DOUBTFUL[1]]
    alone = read_many(texts)
    assert [is_doubtful(reading.probabilities) for reading in alone] == [False, True, False, True]
    both = read_many(texts, second=recording)
    assert Recording.asked == [DOUBTFUL[0], DOUBTFUL[1]]
    assert [reading.second for reading in both] == ["", "test", "", "test"]
    assert [both[place] for place in (0, 2)] == [alone[place] for place in (0, 2)]


def test_both_are_heard_and_the_words_shown_speak_for_what_was_decided(recording: SecondReader) -> None:
    alone, both = read(DOUBTFUL[1]), read(DOUBTFUL[1], second=recording)
    assert both.probabilities["positive"] > alone.probabilities["positive"]
    assert both.sentiment == "positive"
    assert sum(both.probabilities.values()) == pytest.approx(1, abs=3e-4)
    assert (alone.group, both.group) == ("none", "none")
    assert "sentiment:positive" not in {piece.about for piece in alone.evidence}
    assert "sentiment:positive" in {piece.about for piece in both.evidence}


def test_nothing_is_asked_where_nothing_is_in_doubt(recording: SecondReader) -> None:
    read_many(list(SURE), second=recording)
    assert Recording.asked == []


def test_texts_read_alone_and_together_are_read_alike() -> None:
    texts = [*DOUBTFUL, *SURE, "Fena sayılmaz da beklediğim bu değildi."]
    reader = second_reader()
    assert read_many(texts, second=reader) == [read(text, second=reader) for text in texts]


def test_what_a_text_is_about_is_the_same_alone_and_together() -> None:
    texts = ["Kargom üç gündür gelmedi", "", "Faturama fazladan ücret yansıtılmış"]
    together = second_reader().means(texts)
    assert together.shape == (3, second_reader().encoder.words.shape[1])
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(second_reader().means([text])[0], row)


def test_the_mean_of_the_last_layer_is_what_the_outputs_read() -> None:
    encoder, numbers = an_encoder(), np.array([0, 5, 9, 1], dtype=np.int32)
    last = encoder.mean(numbers, 2)
    assert encoder.scores(numbers) == pytest.approx(last @ encoder.outputs + encoder.bias, abs=1e-6)
    assert not np.allclose(encoder.mean(numbers, 1), last)
