"""The 81 provinces of Turkey with their plate codes and 973 districts (il, ilçe), as of 2018."""

import csv
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from memnun.foundation.turkish.folding import fold, sort_key

_SHORT_NAMES = {
    "afyon": 3, "antep": 27, "g.antep": 27, "icel": 33, "izmit": 41, "maras": 46, "k.maras": 46,
    "urfa": 63, "s.urfa": 63, "adapazari": 54, "antakya": 31, "istanbul avrupa": 34, "istanbul anadolu": 34,
}  # fmt: skip


class Province(NamedTuple):
    """A province: its plate code (34), its name and its districts in alphabetical order."""

    plate: int
    name: str
    districts: tuple[str, ...]

    def find_district(self, text: str) -> str | None:
        """The district of that name however it is typed, or None; "Merkez" where there is one."""
        wanted = fold(text)
        return next((district for district in self.districts if fold(district) == wanted), None)


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    """All provinces in the order of their plate codes."""
    table = files("memnun.foundation.turkish").joinpath("provinces.csv").read_text(encoding="utf-8")
    return tuple(
        Province(int(row["plate"]), row["province"], _alphabetical(row["districts"].split(";")))
        for row in csv.DictReader(table.splitlines())
    )


def find_province(text: str) -> Province | None:
    """The province of a plate code ("06") or a name however it is typed, short ones too ("Urfa")."""
    wanted = fold(text)
    if wanted.isascii() and wanted.isdigit():
        plate = int(wanted[:9])
    else:
        plate = _by_name().get(wanted, _SHORT_NAMES.get(wanted.replace(". ", "."), 0))
    return provinces()[plate - 1] if 1 <= plate <= len(provinces()) else None


@lru_cache(maxsize=1)
def _by_name() -> dict[str, int]:
    return {fold(province.name): province.plate for province in provinces()}


def _alphabetical(names: list[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=sort_key))
