"""What stops a start: one clear sentence for the person at the terminal."""


class StartProblem(Exception):
    """Memnun cannot start or go on; the text says why and what to do."""
