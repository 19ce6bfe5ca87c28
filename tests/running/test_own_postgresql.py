"""With DATABASE_URL Memnun works on a PostgreSQL of one's own, from version 15 on."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from memnun.config.children import start_child
from memnun.config.place import database_user
from tests.running.installation import Installation

DEBIAN = Path("/usr/lib/postgresql")


@pytest.fixture(scope="module")
def own_server(shelf: Path) -> Iterator[str]:
    """The address of a server of Debian's own PostgreSQL (15 on Debian 12)."""
    binaries = installed_server()
    user = database_user()
    cluster = shelf / "own-cluster"
    cluster.mkdir()
    if user:
        os.chown(cluster, *user)
    name = pwd.getpwuid(user[0] if user else os.geteuid()).pw_name
    ask(
        user,
        binaries / "initdb",
        "-D",
        cluster,
        "-U",
        name,
        "--auth=trust",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C",
    )
    server = start_child(
        [binaries / "postgres", "-D", cluster, "-k", cluster, "-c", "listen_addresses=", "-c", "fsync=off"],
        death_signal=signal.SIGINT, user=user, cwd=cluster,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    ask(user, binaries / "pg_isready", "-h", cluster, "-t", "10", patient=True)
    with psycopg.connect(host=str(cluster), user=name, dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE ROLE keeper LOGIN")
        connection.execute("CREATE DATABASE contacts OWNER keeper TEMPLATE template0")
    yield f"postgresql://keeper@/contacts?host={cluster}"
    server.send_signal(signal.SIGINT)
    server.wait()


def test_everything_runs_on_debians_own_postgresql(own_server: str, shelf: Path) -> None:
    memnun = Installation(shelf / "guest", DATABASE_URL=own_server)
    memnun.start_and_wait()
    memnun.wait_for_page()
    assert memnun.stop() == 0
    memnun.wait_until_gone()
    assert not (memnun.data / "postgresql").exists()


def installed_server() -> Path:
    """The programs of the oldest installed server that Memnun supports; root gets one installed."""
    if not list(DEBIAN.glob("*/bin/initdb")):
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            pytest.fail("This test needs a PostgreSQL server of Debian's: apt-get install postgresql")
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(
            ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "postgresql"],
            check=True, stdin=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )  # fmt: skip
    found = [
        folder
        for folder in DEBIAN.glob("*/bin")
        if (folder / "initdb").exists() and int(folder.parent.name) >= 15
    ]
    if not found:
        pytest.fail(f"The PostgreSQL servers in {DEBIAN} are older than 15.")
    return min(found, key=lambda folder: int(folder.parent.name))


def ask(user: tuple[int, int] | None, *command: str | Path, patient: bool = False) -> None:
    """Run one of PostgreSQL's programs as its user; a patient one is asked until it agrees."""
    for _attempt in range(200 if patient else 1):
        child = start_child(
            command,
            death_signal=signal.SIGKILL,
            user=user,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        said = child.communicate()[1]
        if child.returncode == 0:
            return
    raise AssertionError(said.decode())
