"""Remarks: where they stand in the collected rows, what is learnt from them, what the second reader teaches."""

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from memnun.understanding.bearing import GROUP, GROUPS, KINDS
from memnun.understanding.familiar import Familiar
from memnun.understanding.features import WordHashes, extract
from memnun.understanding.folding import fold
from memnun.understanding.model import WEIGHTS, shipped
from memnun.understanding.second.reader import second_reader
from memnun.understanding.training import remarks as room
from memnun.understanding.training.bearing import train_bearing
from memnun.understanding.training.corpus import SPLITS, Corpus
from memnun.understanding.training.familiar import FamiliarWeights, train_familiar
from memnun.understanding.training.messages import Message
from memnun.understanding.training.remarks import FOLDER, kept_remarks, remarks
from memnun.understanding.training.taught import sentences, teach

BITS = 12
LONG = "Oda çok güzeldi. Kahvaltıya biraz peynir eklense iyi olur! Geliriz"
WISH = "Kahvaltıya biraz peynir eklense iyi olur!"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one long text and a short one in each split."""
    for split in SPLITS:
        pd.DataFrame({
            "id": [f"{split}-{row}" for row in (1, 2, 3)],
            "text": [LONG, "Kargo hızlıydı, teşekkürler", "Oda çok güzeldi. Sağ olun."],
            "source": ["otel", "dükkan", "otel"],
        }).to_parquet(tmp_path / f"sentiment_{split}.parquet")  # fmt: skip
    pd.DataFrame({
        "text": ["Kargo hızlıydı, teşekkürler", "bugün hava kapalı"],
        "split": ["train", "train"],
    }).to_parquet(tmp_path / "offensive.parquet")  # fmt: skip
    return tmp_path


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for lists of remarks in the place of ours."""
    folder = tmp_path / "lists"
    folder.mkdir()
    monkeypatch.setattr(room, "FOLDER", folder)
    return folder


def test_a_remark_is_cut_out_of_its_row(data: Path, lists: Path) -> None:
    begin = LONG.index(WISH)
    (lists / "learnt.tsv").write_text(
        f"train-1\t{begin}\t{begin + len(WISH)}\tsuggestion,praise\tsuggesting\n", encoding="utf-8"
    )
    assert remarks(data) == [Message("otel", ("suggestion", "praise"), "suggesting", "", WISH)]


@pytest.mark.parametrize("line", ["train-9\t0\t4\tpraise\tsatisfied", "train-1\t0\tpraise"])
def test_a_line_that_fits_no_row_is_named(data: Path, lists: Path, line: str) -> None:
    (lists / "kept.tsv").write_text(f"test-2\t0\t5\tother\tnone\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"kept\.tsv:2"):
        kept_remarks(data)


@pytest.mark.parametrize("name", ["learnt.tsv", "kept.tsv"])
def test_our_lists_are_in_order(name: str) -> None:
    rows = [line.split("\t") for line in (FOLDER / name).read_text("utf-8").splitlines()]
    assert len(rows) > 1000
    assert all(first < second for first, second in pairwise(rows))
    for _row, begin, end, kinds, group in rows:
        assert 0 <= int(begin) < int(end)
        assert set(kinds.split(",")) <= {*KINDS, "other"}
        assert group in {*GROUPS, ""}


def test_nothing_is_learnt_from_a_row_that_is_kept() -> None:
    learnt, kept = (
        {line.split("\t")[0] for line in (FOLDER / name).read_text("utf-8").splitlines()}
        for name in ("learnt.tsv", "kept.tsv")
    )
    assert not learnt & kept


def test_the_plain_model_learns_from_remarks_what_a_suggestion_is() -> None:
    things = "kapak kutu sap renk kordon düğme ekran ses fiyat boy".split()
    wishes = [f"{thing} {how} olsa" for thing, how in product(things, ("sağlam", "büyük", "hafif", "ucuz"))]
    facts = [f"{thing} {how} geldi" for thing, how in product(things, ("sağlam", "büyük", "hafif", "ucuz"))]
    told = [Message("", ("suggestion",), "suggesting", "", text) for text in wishes]
    told += [Message("", ("praise",), "satisfied", "", text) for text in facts]
    corpus = Corpus(facts, np.tile([0, 1, 2, 2], len(things)), np.array(["dükkan"] * len(facts)))
    first, second = (train_familiar(corpus, [], told, BITS) for _ in range(2))
    assert np.array_equal(first.words, second.words)
    wish, fact = suggesting(first, ["ambalaj sağlam olsa", "ambalaj sağlam geldi"])
    assert wish > 0 > fact


def suggesting(weights: FamiliarWeights, texts: list[str]) -> list[float]:
    """What a plain model says of suggesting."""
    table = np.zeros((1 << BITS, weights.words.shape[1] + 1), dtype=np.float32)
    table[weights.buckets] = np.hstack([weights.words, weights.rarity[:, None] ** 2])
    folded = fold(texts)
    features = extract(folded, WordHashes(folded), BITS)
    return Familiar(table, weights.bias).scores(features, folded.text_tokens)[:, -1].tolist()


def test_sentences_are_cut_from_longer_texts_and_met_once(data: Path) -> None:
    assert sorted(sentences(data)) == [
        ("otel", "Kahvaltıya biraz peynir eklense iyi olur!"),
        ("otel", "Oda çok güzeldi."),
    ]


def test_the_second_reader_teaches_sentences_and_posts_that_are_no_reviews(data: Path) -> None:
    taught = teach(data, second_reader())
    assert taught.texts[-1] == "bugün hava kapalı"
    assert "Kargo hızlıydı, teşekkürler" not in taught.texts
    np.testing.assert_allclose(taught.shares.sum(axis=1), 1, atol=1e-5)
    assert taught.shares[taught.texts.index("Oda çok güzeldi.")].argmax() == 2
    assert set(taught.without(["otel"]).texts) == {"bugün hava kapalı"}


def test_remarks_teach_the_bearing_groups_but_no_suggestions() -> None:
    """The plain model learns these; the bearing heard beside it must not have seen the same labels."""
    texts = [f"{thing} {what}" for thing, what in product(("kapak", "kutu", "sap"), ("kırık", "çatlak"))]
    corpus = Corpus(["çok iyi", "rezalet", "kutu geldi"], np.array([2, 0, 1]), np.array(["dükkan"] * 3))
    own = [Message("dükkan", ("praise",), "satisfied", "positive", "çok iyi geldi")] * 3
    with np.load(WEIGHTS, allow_pickle=False) as held:
        buckets = np.flatnonzero(np.unpackbits(held["buckets"], bitorder="little"))
    first, second, third = (
        train_bearing(
            own + [Message("dükkan", kinds, group, "", text) for text in texts], corpus, shipped(), buckets
        )
        for kinds, group in (
            (("other",), "at_risk"),
            (("suggestion",), "at_risk"),
            (("other",), "suggesting"),
        )
    )
    np.testing.assert_array_equal(first.inputs, second.inputs)
    np.testing.assert_array_equal(first.words, second.words)
    assert not np.allclose(first.inputs[:, GROUP], third.inputs[:, GROUP])
