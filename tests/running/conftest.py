"""Data folders for tests with real processes: short paths that PostgreSQL's user may enter."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.running.installation import Installation


@pytest.fixture(scope="session")
def shelf() -> Iterator[Path]:
    """A folder for the data folders of these tests."""
    folder = Path(tempfile.mkdtemp(prefix="memnun-run-"))
    if os.geteuid() == 0:
        folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def made_data(shelf: Path) -> Path:
    """A data folder that has been started once."""
    first = Installation(shelf / "made")
    try:
        first.start_and_wait()
        first.wait_for_page()
        assert first.stop() == 0
    finally:
        first.end()
    return first.data


@pytest.fixture(autouse=True)
def nothing_outlives_its_test() -> Iterator[None]:
    """Whatever a test started ends with it, however it went."""
    yield
    for installation in list(Installation.started):
        installation.end()


@pytest.fixture
def install(
    shelf: Path, made_data: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Installation]]:
    """Makes installations with data folders that have been started once; none outlives the test."""
    made: list[Installation] = []

    def make(**environ: str) -> Installation:
        data = shelf / f"{len(list(shelf.iterdir()))}"
        shutil.copytree(made_data, data, symlinks=True)
        _own_like(made_data, data)
        made.append(Installation(data, **environ))
        return made[-1]

    yield make
    for installation in made:
        installation.end()
        shutil.rmtree(installation.data)


def _own_like(original: Path, copy: Path) -> None:
    if os.geteuid() == 0:
        for path in original.rglob("*"):
            status = path.stat()
            os.chown(copy / path.relative_to(original), status.st_uid, status.st_gid)
