"""What runs needs only what is installed to run: the tests' own packages must not be missed at a start."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions

from memnun.config.environment import ROOT

ONLY_FOR_MAKERS = {"pandas", "polib", "sklearn", "threadpoolctl", "torch"}
"""Imported only by training, evaluation and the catalogue, which whoever changes Memnun runs."""

NOT_RUN = {"tests", "bench"}


def imported() -> set[str]:
    names: set[str] = set()
    for path in (ROOT / "memnun").rglob("*.py"):
        if NOT_RUN & set(path.relative_to(ROOT).parts) or path.name == "testing.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"memnun"}


def test_everything_that_runs_is_installed_to_run() -> None:
    locked = (ROOT / "requirements" / "base.txt").read_text()
    installed = {
        _plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", locked, re.MULTILINE)
    }
    known = packages_distributions()
    missing = {
        name
        for name in imported() - ONLY_FOR_MAKERS
        if not {_plain(distribution) for distribution in known.get(name, [name])} & installed
    }
    assert missing == set()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
