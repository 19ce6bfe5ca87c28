"""From an empty folder to a page one can sign in to, and fast again the second time."""

import os
import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from memnun.config.place import find_place
from tests.running.installation import Installation, how_busy, sign_in

SECOND_START = 5.0
"""Seconds from the command to the first page, on a machine that has nothing else to do."""


def test_a_newcomer_signs_in_with_the_printed_link_which_works_once(install) -> None:
    link = install().start_and_wait()
    browser = sign_in(link)
    assert browser.open(link.partition("/sign-in/")[0] + "/account/sessions/").status == 200
    with pytest.raises(urllib.error.HTTPError, match="410"):
        urllib.request.urlopen(link)


def test_the_second_start_takes_less_than_five_seconds(install) -> None:
    memnun = install()
    attempts: list[float] = []
    while len(attempts) < 5 and not any(seconds < SECOND_START for seconds in attempts):
        before = how_busy()
        taken = seconds_to_start(memnun)
        attempts.append(taken / max(before, how_busy()))
    assert min(attempts) < SECOND_START, attempts


def test_the_terminal_speaks_turkish_unless_the_locale_is_english(install) -> None:
    memnun = install(LC_ALL="C.UTF-8")
    memnun.start_and_wait()
    assert "adresinde çalışıyor" in memnun.said()


def seconds_to_start(memnun: Installation) -> float:
    """From the command to the first page."""
    started = time.monotonic()
    memnun.start()
    memnun.wait_for_page()
    seconds = time.monotonic() - started
    memnun.stop()
    return seconds


@pytest.mark.skipif(os.geteuid() != 0, reason="only root keeps the database apart from a folder of its own")
def test_root_may_keep_its_data_where_postgresqls_own_user_may_not_enter(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    memnun = Installation(closed / "data")
    memnun.log = tmp_path / "log"
    home = find_place(memnun.data).cluster.parent
    try:
        memnun.start()
        memnun.wait_for("PostgreSQL's own user may not enter")
        memnun.wait_for("Preparing the database")
        assert memnun.stop() == 0
        assert (home / "postgresql" / "PG_VERSION").exists()
        assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(home)
