"""How soon the threads of one process give each other the interpreter."""

import sys

TURN = 0.0005
"""Seconds. Python's own 5 ms make whoever comes back from the database wait that long, at every statement,
while another thread computes; a chat message asks some thirty statements on its way."""


def take_short_turns() -> None:
    """Call once in each process that answers people while it works."""
    sys.setswitchinterval(TURN)
