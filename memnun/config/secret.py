"""The installation's signing key, kept in the data folder."""

import os
import secrets
import tempfile
from pathlib import Path

from memnun.config.language import terminal_text as _
from memnun.config.place import make_data_folder
from memnun.config.problem import StartProblem


def kept_secret(path: Path) -> str:
    """The secret in the file, made on first use and readable by its owner only.

    Raises StartProblem when the file can be neither read nor made.
    """
    try:
        return _read(path) or _make(path)
    except OSError as problem:
        raise StartProblem(
            _("The key in %(path)s cannot be read or made: %(reason)s.")
            % {"path": path, "reason": problem.strerror}
        ) from None


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return ""


def _make(path: Path) -> str:
    """Write the whole file first and link it to its name, so that two starting processes agree on one."""
    make_data_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(handle)
    try:
        Path(path).hardlink_to(name)
    except FileExistsError:
        if not _read(path):
            Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return _read(path)
