"""Every kind of channel is whole, and the page on adding one tells the truth."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from memnun.config.environment import ROOT
from memnun.interactions.channel_kinds import ChannelKind, registry
from memnun.interactions.models import Channel

CHANNELS = ROOT / "memnun" / "channels"
PAGE = (ROOT / "docs" / "how-to" / "add-a-channel.md").read_text()
ROW = re.compile(r"^\| `([a-z_.]+)` \|.*\| ([^|]+) \|$", re.MULTILINE)
LISTED = dict(ROW.findall(PAGE))


def folders() -> list[Path]:
    return sorted(path.parent for path in CHANNELS.glob("*/kind.py"))


def test_there_are_kinds_and_each_is_found_by_its_folder():
    offered = sorted(slug for slug, kind in registry().items() if kind.offered)
    assert offered == [folder.name for folder in folders()]
    assert len(offered) >= 7


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_a_kinds_folder_holds_what_every_kind_needs(folder):
    needed = [name for name, when in LISTED.items() if when.strip() == "always"]
    assert needed
    assert [name for name in needed if not (folder / name).exists()] == []
    assert list((folder / "tests").glob("test_*.py"))
    assert (ROOT / "memnun/locale/parts" / f"{folder.name.replace('_', '-')}.po").exists()


def test_every_file_of_the_page_is_really_in_some_kind():
    assert [name for name in LISTED if not any((folder / name).exists() for folder in folders())] == []


def test_files_that_most_kinds_have_stand_on_the_page():
    names = [path.stem for folder in folders() for path in folder.iterdir() if path.name != "__pycache__"]
    common = {name for name in names if names.count(name) > len(folders()) / 2}
    told = {Path(name).stem for name in LISTED} | {"migrations"}
    assert "`migrations`" in PAGE
    assert common - told == set()


@pytest.mark.parametrize("kind", registry().values(), ids=lambda kind: kind.slug)
def test_a_kind_says_what_it_can_do(kind: ChannelKind):
    assert kind.channel in Channel.values
    assert str(kind.label)
    assert str(kind.summary)
    assert set(kind.capability.directions) <= {"in", "out"}
    assert kind.capability.directions
    if "out" in kind.capability.directions:
        assert kind.capability.identity_kinds
        assert type(kind).open is not ChannelKind.open
    if kind.settings_form:
        assert set(kind.secret_fields) <= set(kind.settings_form.base_fields)
