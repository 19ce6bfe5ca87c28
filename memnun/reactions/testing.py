"""Lets the rules hear what was recorded, as the worker does."""

from memnun.events.dispatcher import REGISTRY, advance, discover


def react() -> None:
    """Give everything new in the log to the rules."""
    discover()
    while advance(REGISTRY["reactions"]):
        pass
