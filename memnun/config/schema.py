"""Whether the database has the tables this Memnun needs, found out without loading Django."""

from importlib.util import find_spec
from pathlib import Path

import psycopg

from memnun.config.language import terminal_text as _
from memnun.config.problem import StartProblem

LABELS = {"procrastinate.contrib.django": "procrastinate"}
"""Apps whose label is not the last part of their name; kinds of channel are named channel_KIND besides."""
KINDS = "memnun.channels."

Step = tuple[str, str]


def steps_of(apps: list[str]) -> set[Step]:
    """(app label, migration name) of every migration file of the apps."""
    return {
        (_label(app), file.stem)
        for app in apps
        for file in _folder(app).glob("*.py")
        if file.stem != "__init__"
    }


def is_behind(address: str, apps: list[str]) -> bool:
    """Whether the database lacks a migration of these apps.

    Raises StartProblem when it has one of ours that we do not: it was used by a newer Memnun.
    """
    with psycopg.connect(address) as connection:
        table = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
        if not table or not table[0]:
            return True
        applied: set[Step] = set(connection.execute("SELECT app, name FROM django_migrations").fetchall())
    wanted = steps_of(apps)
    newest = {label: max(names) for label, names in _names(wanted, apps).items()}
    newer = sorted(f"{label}.{name}" for label, name in applied if name > newest.get(label, name))
    if newer:
        raise StartProblem(
            _(
                "The database was used by a newer Memnun (it knows %(step)s). Nothing was changed. "
                "Start that newer version again, or restore a copy from before."
            )
            % {"step": newer[-1]}
        )
    return not wanted <= applied


def _names(steps: set[Step], apps: list[str]) -> dict[str, list[str]]:
    """The migrations of our own apps by label."""
    labels = {_label(app) for app in apps if app.startswith("memnun.")}
    names: dict[str, list[str]] = {}
    for label, name in steps:
        if label in labels:
            names.setdefault(label, []).append(name)
    return names


def _label(app: str) -> str:
    """The label under which Django counts the app's migrations."""
    if app.startswith(KINDS):
        return f"channel_{app.removeprefix(KINDS)}"
    return LABELS.get(app, app.rpartition(".")[2])


def _folder(app: str) -> Path:
    """The app's folder of migrations; its packages are not imported, they would take a second."""
    package, *rest = app.split(".")
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent.joinpath(*rest, "migrations")
