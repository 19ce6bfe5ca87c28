"""A file of contacts brought in, and understood: rows a second, and memory while it grows."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import psycopg

from memnun.bench.desk_of_a_brand import Desk
from memnun.bench.history import FIRST_NAMES, LAST_NAMES, SEED
from memnun.bench.house import House, resident_kilobytes
from memnun.bench.registry import bench
from memnun.bench.report import Report
from memnun.bench.vocabulary import NOUNS

SIZES = [int(size) for size in os.environ.get("BENCH_ROWS", "10000,100000,1000000").split(",")]
"""Files of these many rows are brought in one after the other, each into a house of its own."""
ROWS_OF_A_CUSTOMER = 8
STAGES = (10, 25, 50, 75, 100)
LOOK_EVERY = 0.2
OPENINGS = (
    "Merhaba,", "İyi günler,", "Selam,", "Kolay gelsin,", "Üçüncü kez yazıyorum,", "Bilgi almak istiyorum:", "Artık yeter,",
    "Size bir şey soracağım:", "Öncelikle teşekkür ederim,", "Dün mağazanızdaydım,",
)  # fmt: skip
MIDDLES = (
    "{noun} için verdiğim sipariş hâlâ gelmedi.", "{noun} kırık çıktı, değişim istiyorum.", "{noun} konusunda bana yardımcı olur musunuz?",
    "{noun} beklediğimden çok daha iyiydi.", "{noun} için iade talebim on gündür sonuçlanmadı.", "{noun} bölümündeki arkadaşlar çok ilgiliydi.",
    "{noun} tarafına bir karşılaştırma tablosu eklerseniz güzel olur.", "{noun} ücreti kartımdan iki kez çekilmiş.",
    "{noun} ne zaman yeniden stoğa girer?", "{noun} hakkında verdiğiniz söz tutulmadı.", "{noun} yüzünden bütün günüm boşa gitti.",
    "{noun} kurulumu yarım saatte bitti.",
)  # fmt: skip
ENDINGS = (
    "Dönüşünüzü bekliyorum.", "Böyle giderse başka yerden alacağım.", "Emeğinize sağlık.", "Tüketici hakem heyetine başvuracağım.",
    "Teşekkürler.", "Lütfen beni arayın.", "Yine sizden alırım.", "", "Fotoğrafları gönderdim.", "Bu kaçıncı söz?",
)  # fmt: skip
HEADER = ["Tarih", "Kanal", "Ad Soyad", "E-posta", "Telefon", "Konu", "Mesaj", "Sipariş No"]
CHANNELS = ["E-posta", "Telefon", "Sohbet", "Sosyal medya", "Web"]


@bench("import", "CSV files of contacts brought in, understanding included (BENCH_ROWS, sizes with commas)")
def intake(report: Report) -> None:
    """`bin/memnun import` as a person runs it. Memory is that of its process, PostgreSQL's comes on top."""
    for size in SIZES:
        with House() as house:
            house.django()
            _bring_in(report, house, size)


def _bring_in(report: Report, house: House, size: int) -> None:
    Desk(house).use()
    import_module("memnun.people.testing").make_brand()
    file = house.data / "contacts.csv"
    _write(file, size)
    report.say(f"  {size:,} rows, {file.stat().st_size / 2**20:.0f} MB")
    started = time.perf_counter()
    child = house.start(sys.executable, "-P", "-m", "memnun", "import", str(file), "--channel", "email")
    peaks, imported, placed_by = _watch(house, child, size)
    if child.wait() != 0:
        raise RuntimeError("The import failed.")
    with psycopg.connect(house.address) as connection:
        [row] = connection.execute("SELECT rows_added, rows_wrong FROM interactions_import").fetchall()
        [[placed]] = connection.execute("SELECT count(*) FROM interactions_reading").fetchall()
    if row != (size, 0) or placed != size:
        raise RuntimeError(f"{row[0]} rows were added, {row[1]} wrong, {placed} understood; {size} were due.")
    report.count(f"import.{size}.rows_a_second", size / (imported - started), unit="rows/s", n=size)
    before = (0, started)
    for stage in STAGES:
        done, at = placed_by[stage]
        rate = (done - before[0]) / max(at - before[1], LOOK_EVERY)
        report.count(f"import.{size}.rows_a_second.until_{stage}_percent", rate, unit="rows/s", n=done)
        report.count(f"import.{size}.peak_memory.at_{stage}_percent", peaks[stage] / 1024, unit="MB", n=size)
        before = (done, at)


def _watch(
    house: House, child: subprocess.Popen[bytes], size: int
) -> tuple[dict[int, int], float, dict[int, tuple[int, float]]]:
    """By each stage the highest memory seen so far, in KB; when the last row was placed; and, by each stage,
    how many rows were read and when."""
    peaks: dict[int, int] = {}
    reached: dict[int, tuple[int, float]] = {}
    highest = 0
    with psycopg.connect(house.address, autocommit=True) as connection:
        while child.poll() is None:
            highest = max(highest, resident_kilobytes(child.pid))
            row = connection.execute("SELECT rows_read, state FROM interactions_import").fetchone()
            read, state = row or (0, "")
            for stage in STAGES:
                if stage not in peaks and read * 100 >= stage * size and (stage < 100 or state == "done"):
                    peaks[stage], reached[stage] = highest, (read, time.perf_counter())
            if state == "done":
                return peaks, time.perf_counter(), reached
            time.sleep(LOOK_EVERY)
    raise RuntimeError("The import ended before its last row.")


def _write(file: Path, rows: int) -> None:
    """Contacts of two years, eight a customer, no two texts alike in the long run."""
    chance = random.Random(SEED)  # noqa: S311 - made rows, not secrets
    now = datetime.now(UTC)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(HEADER)
        for number in range(rows):
            at = now - timedelta(days=730) * (1 - number / rows) - timedelta(days=1)
            customer = chance.randrange(max(1, rows // ROWS_OF_A_CUSTOMER))
            name = f"{FIRST_NAMES[customer % len(FIRST_NAMES)]} {LAST_NAMES[customer // 7 % len(LAST_NAMES)]}"
            noun, other = chance.choice(NOUNS), chance.choice(NOUNS)
            text = " ".join(
                [chance.choice(OPENINGS), chance.choice(MIDDLES).format(noun=noun.capitalize()),
                 chance.choice(MIDDLES).format(noun=other.capitalize()), chance.choice(ENDINGS)]
            )  # fmt: skip
            writer.writerow(
                [at.strftime("%d.%m.%Y %H:%M"), chance.choice(CHANNELS), name, f"musteri{customer}@ornek.example",
                 f"+90 5{300000000 + customer:09d}", noun.capitalize(), text, f"SP{10_000_000 + number}"]
            )  # fmt: skip
