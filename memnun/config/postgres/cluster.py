"""The files of the embedded database: looked at before a start, made whole or not at all."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from memnun.config.children import start_child
from memnun.config.language import terminal_text as _
from memnun.config.memory import MEGABYTE
from memnun.config.postgres.log import reason
from memnun.config.problem import StartProblem

MAJOR = "18"
LEAST_FREE = 200 * MEGABYTE


def refuse_other_major(cluster: Path) -> None:
    """Raise StartProblem when the files are of another version of PostgreSQL, or of something else."""
    if not cluster.exists():
        return
    try:
        major = (cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        raise StartProblem(
            _("%(cluster)s is there, but is not a PostgreSQL database. Nothing was changed.")
            % {"cluster": cluster}
        ) from None
    if major != MAJOR:
        raise StartProblem(
            _(
                "The database in %(cluster)s was made by PostgreSQL %(found)s, and this Memnun brings "
                "%(ours)s. Nothing was changed. docs/how-to/upgrade.md tells how to bring it over."
            )
            % {"cluster": cluster, "found": major, "ours": MAJOR}
        )


def refuse_full_disk(home: Path) -> None:
    """Raise StartProblem when too little is free on the disk of `home`."""
    free = shutil.disk_usage(home).free
    if free < LEAST_FREE:
        raise StartProblem(
            _(
                "Only %(free)d MB are free on the disk of %(home)s; Memnun starts with %(least)d MB or "
                "more. Nothing was changed."
            )
            % {"free": free // MEGABYTE, "home": home, "least": LEAST_FREE // MEGABYTE}
        )


def make_cluster(cluster: Path, binaries: Path, user: tuple[int, int] | None, *, durable: bool) -> None:
    """Make the cluster beside its place and move it there whole, so that a broken start leaves none.

    Raises StartProblem when PostgreSQL cannot make it.
    """
    home = cluster.parent
    for broken in home.glob("postgresql.new-*"):
        shutil.rmtree(broken)
    half = Path(tempfile.mkdtemp(prefix="postgresql.new-", dir=home))
    if user:
        os.chown(half, *user)
    command: list[str | Path] = [
        binaries / "initdb", "--pgdata", half, "--username=postgres", "--auth=trust",
        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        "--text-search-config=turkish",
    ]  # fmt: skip
    if not durable:
        command.append("--no-sync")
    child = start_child(
        command, death_signal=signal.SIGKILL, user=user, cwd=half, environ=quiet_environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    said = child.communicate()[1].decode(errors="replace")
    if child.returncode != 0:
        shutil.rmtree(half, ignore_errors=True)
        raise StartProblem(
            _("The database could not be made in %(home)s: %(reason)s.")
            % {"home": home, "reason": reason(said)}
        )
    half.rename(cluster)
    _sync_folder(home)


def quiet_environment() -> dict[str, str]:
    """An environment in which PostgreSQL speaks English, so that its words can be recognised."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}


def _sync_folder(folder: Path) -> None:
    """Make a rename in the folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
