"""How outgoing headers are written: names of mails and addresses of pages stay in one piece.

Python's own policy writes a word that is longer than a line as an encoded word (RFC 2047), which the other
side does not decode in these headers: one-click unsubscribing and threads would be lost with long addresses.
"""

from __future__ import annotations

from email.policy import SMTP, EmailPolicy

IN_ONE_PIECE = frozenset(("message-id", "in-reply-to", "references", "list-unsubscribe"))


class OutgoingPolicy(EmailPolicy):
    """The rules of SMTP, with the headers of IN_ONE_PIECE broken at spaces alone."""

    def fold(self, name: str, value: str) -> str:
        """One header as text."""
        return self._in_one_piece(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """One header as it is handed over."""
        return self._in_one_piece(name, value).encode("ascii") or super().fold_binary(name, value)

    def _in_one_piece(self, name: str, value: str) -> str:
        words = str(value)
        if name.lower() not in IN_ONE_PIECE or not words.isascii():
            return ""
        return f"{name}: {f'{self.linesep} '.join(words.split())}{self.linesep}"


OUTGOING = OutgoingPolicy(linesep=SMTP.linesep)
