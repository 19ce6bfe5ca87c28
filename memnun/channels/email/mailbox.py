"""A mailbox over IMAP, opened read-only: counting, listing, fetching, waiting for news. It changes nothing there."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxLoginError
from imap_tools.utils import encode_folder

from memnun.channels.email.settings import Server, SignIn

TIMEOUT = 60.0
WINDOW = 20_000
"""How many UIDs one question covers: an answer line must stay below what the library reads."""
_FETCHED = re.compile(rb"UID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_WHEN = re.compile(rb'INTERNALDATE "([^"]+)"')

imaplib.Commands.setdefault("ID", ("NONAUTH", "AUTH", "SELECTED"))
Trouble = (imaplib.IMAP4.error, ImapToolsError, OSError, EOFError)
"""Whatever can go wrong between us and a mailbox: ask `words_of` what it means."""


class NotSignedIn(Exception):
    """The server did not let us in; the text is its own."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What the server says of a folder; `next_uid` is 0 when it does not tell."""

    uidvalidity: int
    next_uid: int
    count: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A mail as the server lists it."""

    uid: int
    size: int
    arrived_at: datetime


class Mailbox:
    """An open connection, signed in."""

    def __init__(self, box: BaseMailBox) -> None:
        self._box = box

    def enter(self, folder: str) -> FolderState:
        """Open a folder for reading only."""
        client = self._box.client
        client.untagged_responses = {}
        self._check(client.select(_quoted(folder), readonly=True))
        uidvalidity = _number(client.response("UIDVALIDITY")[1])
        return FolderState(
            uidvalidity,
            _number(client.response("UIDNEXT")[1]),
            _number(client.untagged_responses.get("EXISTS")),
        )

    def folders(self) -> list[tuple[str, tuple[str, ...]]]:
        """(name, flags) of every folder that can hold mail."""
        listed = [(one.name, tuple(one.flags)) for one in self._box.folder.list()]
        return [(name, flags) for name, flags in listed if "\\Noselect" not in flags]

    def uids(self, above: int, below: int = 0) -> list[int]:
        """The UIDs above a number and, when it is given, below another; in order."""
        if not below:
            # n:* names the last mail even when it is older than n
            return [uid for uid in self._search(f"UID {above + 1}:*") if uid > above]
        found: list[int] = []
        for start in range(above + 1, below, WINDOW):
            found += self._search(f"UID {start}:{min(start + WINDOW, below) - 1}")
        return sorted(found)

    def uids_since(self, day: date) -> list[int]:
        """The UIDs of what arrived on a day or later."""
        return self._search(f"SINCE {day.day}-{_MONTHS[day.month - 1]}-{day.year}")

    def sizes(self, uids: Sequence[int]) -> list[Listed]:
        """Size and arrival of mails; those that are gone are left out."""
        answer = self._fetch(uids, "(UID RFC822.SIZE INTERNALDATE)")
        found = []
        for one in answer:
            line = one[0] if isinstance(one, tuple) else one
            uid, size = _FETCHED.search(line), _SIZE.search(line)
            if uid and size:
                found.append(Listed(int(uid[1]), int(size[1]), _moment(line)))
        return sorted(found, key=lambda listed: listed.uid)

    def bodies(self, uids: Sequence[int], most: int = 0) -> dict[int, bytes]:
        """Whole mails by UID, or their first `most` bytes."""
        part = f"BODY.PEEK[]<0.{most}>" if most else "BODY.PEEK[]"
        found: dict[int, bytes] = {}
        waiting: bytes | None = None
        for one in self._fetch(uids, f"(UID {part})"):
            if isinstance(one, tuple):
                uid = _FETCHED.search(one[0])
                if uid:
                    found[int(uid[1])] = one[1]
                else:
                    waiting = one[1]
            elif waiting is not None and (uid := _FETCHED.search(one)):
                found[int(uid[1])], waiting = waiting, None
        return found

    @property
    def can_wait(self) -> bool:
        """Whether the server tells of new mail by itself (IDLE)."""
        return "IDLE" in self._box.client.capabilities

    @contextmanager
    def waiting(self) -> Iterator[Mailbox]:
        """While the block runs, `hears` tells of news in the entered folder."""
        self._box.idle.start()  # type: ignore[no-untyped-call]
        try:
            yield self
        finally:
            self._box.idle.stop()  # type: ignore[no-untyped-call]

    def hears(self, seconds: float) -> bool:
        """Whether something happened in the folder within so many seconds. Raises when the connection ended."""
        said = self._box.idle.poll(timeout=seconds)
        if not said and _is_cut(self._box.client.sock):
            raise imaplib.IMAP4.abort("the server closed the connection")
        if any(b"BYE" in line for line in said):
            raise imaplib.IMAP4.abort("the server said goodbye")
        return any(b"EXISTS" in line or b"RECENT" in line for line in said)

    def rest(self) -> None:
        """Keep a connection awake whose server cannot tell of news."""
        self._check(self._box.client.noop())

    def close(self) -> None:
        """End the connection, politely when possible."""
        try:
            self._box.client.logout()
        except Trouble:
            self._box.client.shutdown()

    def _search(self, criteria: str) -> list[int]:
        answer = self._check(self._box.client.uid("SEARCH", criteria))
        return sorted({int(uid) for line in answer if line for uid in line.split()})

    def _fetch(self, uids: Sequence[int], what: str) -> list[bytes | tuple[bytes, bytes]]:
        if not uids:
            return []
        answer = self._check(self._box.client.uid("FETCH", _ranges(uids), what))
        return [one for one in answer if one]

    def _check(self, answer: tuple[str, list]) -> list:  # type: ignore[type-arg]
        status, said = answer
        if status != "OK":
            raise imaplib.IMAP4.error(
                b" ".join(one for one in said if isinstance(one, bytes)).decode("utf-8", "replace")
            )
        return said


@contextmanager
def open_mailbox(server: Server, sign_in: SignIn) -> Iterator[Mailbox]:
    """Connect and sign in. Raises NotSignedIn, or one of Trouble."""
    mailbox = connect(server, sign_in)
    try:
        yield mailbox
    finally:
        mailbox.close()


def connect(server: Server, sign_in: SignIn) -> Mailbox:
    """An open mailbox that its caller closes. Raises NotSignedIn, or one of Trouble."""
    box = _reach(server)
    try:
        if sign_in.token:
            box.xoauth2(sign_in.user, sign_in.token, initial_folder=None)
        elif sign_in.user.isascii() and sign_in.password.isascii():
            box.login(sign_in.user, sign_in.password, initial_folder=None)
        else:
            box.login_utf8(sign_in.user, sign_in.password, initial_folder=None)
        box.client.capability()
    except (imaplib.IMAP4.abort, OSError):
        box.client.shutdown()
        raise
    except (MailboxLoginError, imaplib.IMAP4.error) as problem:
        box.client.shutdown()
        raise NotSignedIn(str(problem)) from None
    return Mailbox(box)


def _reach(server: Server) -> BaseMailBox:
    if server.security == "none":
        return MailBoxUnencrypted(server.host, server.port, timeout=TIMEOUT)
    context = server.context()
    if server.security == "starttls":
        return MailBoxStartTls(server.host, server.port, timeout=TIMEOUT, ssl_context=context)
    return MailBox(server.host, server.port, timeout=TIMEOUT, ssl_context=context)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _quoted(folder: str) -> str:
    name = encode_folder(folder).decode("ascii") if not isinstance(folder, bytes) else folder.decode("ascii")
    return name if name.startswith('"') else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _ranges(uids: Sequence[int]) -> str:
    """1,2,3,7 as 1:3,7: a long list would not fit into a command."""
    spans: list[list[int]] = []
    for uid in sorted(uids):
        if spans and uid == spans[-1][1] + 1:
            spans[-1][1] = uid
        else:
            spans.append([uid, uid])
    return ",".join(f"{first}:{last}" if last > first else str(first) for first, last in spans)


def _number(values: Sequence[object] | None) -> int:
    found = next((value for value in reversed(values or []) if isinstance(value, bytes)), b"0")
    return int(found) if found.isdigit() else 0


def _moment(line: bytes) -> datetime:
    match = _WHEN.search(line)
    try:
        return (
            datetime.strptime(match[1].decode().strip(), "%d-%b-%Y %H:%M:%S %z")
            if match
            else datetime.now(UTC)
        )
    except ValueError:
        return datetime.now(UTC)


def _is_cut(sock: socket.socket) -> bool:
    """Whether the other side has closed; looked at without taking anything away."""
    if isinstance(sock, ssl.SSLSocket):
        return sock.pending() == 0 and _peeks_end(sock)
    return _peeks_end(sock)


def _peeks_end(sock: socket.socket) -> bool:
    descriptor = socket.socket(fileno=socket.dup(sock.fileno()))
    try:
        descriptor.setblocking(False)
        return descriptor.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        descriptor.close()
