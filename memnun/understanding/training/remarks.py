"""Remarks: sentences and short texts of the collected rows with the kinds and the group we gave them.

No text is kept here, only where it stands. A line of a file: the row's id, where the remark begins and ends in its
text, its kinds (the main one first) and its group; separated by tabs. They were labelled by a language model that read
every one, those kept for tests twice and apart; where the two differed a remark is left out.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from memnun.understanding.training.corpus import SPLITS
from memnun.understanding.training.messages import Message

FOLDER = Path(__file__).with_name("own_remarks")


def remarks(folder: Path) -> list[Message]:
    """Those of the train split of a data folder, to learn from: their trade is the row's source, they have no
    sentiment."""
    return list(_read(folder, FOLDER / "learnt.tsv"))


def kept_remarks(folder: Path) -> list[Message]:
    """Those of the dev and test splits, never learnt from; some have no group."""
    return list(_read(folder, FOLDER / "kept.tsv"))


def _read(folder: Path, path: Path) -> Iterator[Message]:
    columns = ["id", "text", "source"]
    rows = pd.concat(
        [pd.read_parquet(folder / f"sentiment_{split}.parquet", columns=columns) for split in SPLITS]
    )
    texts = dict(zip(rows["id"], zip(rows["text"], rows["source"], strict=True), strict=True))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row, begin, end, kinds, group = line.split("\t")
            text, source = texts[row]
        except (ValueError, KeyError) as problem:
            raise ValueError(
                f"{path.name}:{number}: five columns and a row of the data are wanted."
            ) from problem
        yield Message(source, tuple(kinds.split(",")), group, "", text[int(begin) : int(end)])
