"""The benches there are."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from memnun.bench.report import Report

Measurement = Callable[[Report], None]


@dataclass(frozen=True)
class Bench:
    """One named measurement."""

    name: str
    what: str
    measure: Measurement


REGISTRY: dict[str, Bench] = {}


def bench(name: str, what: str) -> Callable[[Measurement], Measurement]:
    """Register the decorated function; `what` says in a few words what it measures."""

    def register(measure: Measurement) -> Measurement:
        if name in REGISTRY:
            raise ValueError(f"The bench {name} is named twice.")
        REGISTRY[name] = Bench(name, what, measure)
        return measure

    return register


def discover() -> dict[str, Bench]:
    """Import every module of `memnun.bench.benches` and give the benches by name."""
    package = import_module("memnun.bench.benches")
    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    return REGISTRY
