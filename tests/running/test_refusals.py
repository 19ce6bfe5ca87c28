"""Where Memnun cannot start it says why in one sentence, and damages nothing."""

import os
import resource
import shutil
import socket
from pathlib import Path

import pytest

from memnun.config.postgres.server import EmbeddedPostgres
from memnun.config.problem import StartProblem
from tests.running.installation import PATIENCE, Installation


def test_two_copies_run_side_by_side_on_ports_of_their_own(install) -> None:
    first, second = install(), install()
    first.start_and_wait()
    second.start_and_wait()
    second.wait_for(r"Port 8000 is taken; Memnun uses \d+")
    assert first.url != second.url
    assert (first.status(), second.status()) == (200, 200)


def test_a_second_copy_on_the_same_folder_is_refused_and_the_first_goes_on(install) -> None:
    first = install()
    first.start_and_wait()
    second = Installation(first.data)
    second.log = first.log.with_suffix(".second")
    second.start()
    assert second.process.wait(PATIENCE) == 2
    assert f"Another Memnun (process {first.process.pid}) runs on the data folder" in second.said()
    assert first.status() == 200


def test_a_port_asked_for_and_taken_is_refused(install) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} of 127.0.0.1 is taken" in install().refused("--port", str(port))


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        folder = Path("/proc/memnun")
    else:
        folder = tmp_path / "read-only"
        folder.mkdir(mode=0o500)
    memnun = Installation(folder)
    memnun.log = tmp_path / "log"
    assert str(folder) in (said := memnun.refused())
    assert "cannot be" in said


def test_a_disk_without_room_is_refused_before_anything_is_made(shelf: Path, monkeypatch) -> None:
    data = shelf / "no-room"
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9 - 10**6, 10**6)
    )
    with pytest.raises(StartProblem, match="MB"):
        EmbeddedPostgres(data, tell=print).start()
    assert not (data / "postgresql").exists()


def test_a_disk_that_fills_while_the_database_is_made_leaves_no_half_of_it(shelf: Path) -> None:
    memnun = Installation(shelf / "full")
    limit = 3 * 1024 * 1024
    said = memnun.refused(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert "The database could not be made" in said
    assert not list(memnun.data.glob("postgresql*"))
    memnun.start()
    memnun.wait_for("Preparing the database")
    assert memnun.stop() == 0


def test_a_folder_of_another_postgresql_is_refused_untouched(install) -> None:
    memnun = install()
    mark = memnun.data / "postgresql" / "PG_VERSION"
    mark.write_text("17\n")
    assert "was made by PostgreSQL 17, and this Memnun brings 18" in memnun.refused()
    assert mark.read_text() == "17\n"


def test_an_unknown_setting_is_refused(install) -> None:
    assert "Unknown setting MEMNUN_PROT" in install(MEMNUN_PROT="8000").refused()


def test_a_database_address_nobody_answers_at_is_refused_without_its_password(install) -> None:
    address = "postgresql://memnun:gizli@127.0.0.1:1/memnun"
    said = install(DATABASE_URL=address).refused()
    assert "The database of DATABASE_URL does not let us in" in said
    assert "gizli" not in said
