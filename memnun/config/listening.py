"""Finding the port to listen on: the one asked for, or the first free one from 8000."""

import errno
import socket

from memnun.config.language import terminal_text as _
from memnun.config.problem import StartProblem

FIRST_PORT = 8000
LAST_PORT = 8099


def listen(host: str, port: int | None) -> socket.socket:
    """A listening socket.

    With a port given, that one or StartProblem; without, the first free one from 8000.
    """
    if port is not None:
        try:
            return _listen(host, port)
        except OSError as problem:
            raise StartProblem(_why(host, port, problem)) from None
    for candidate in range(FIRST_PORT, LAST_PORT + 1):
        try:
            return _listen(host, candidate)
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise StartProblem(_why(host, candidate, problem)) from None
    raise StartProblem(
        _("The ports %(first)d to %(last)d of %(host)s are all taken. Name a free one with --port.")
        % {"first": FIRST_PORT, "last": LAST_PORT, "host": host}
    )


def url_of(listener: socket.socket) -> str:
    """The address a browser on this machine reaches the socket at."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::", "127.0.0.1", "::1"):  # noqa: S104 - compared, not bound
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except BaseException:
        listener.close()
        raise
    return listener


def _why(host: str, port: int, problem: OSError) -> str:
    words = {"host": host, "port": port, "reason": problem.strerror}
    if problem.errno == errno.EADDRINUSE:
        return (
            _("Port %(port)d of %(host)s is taken. Stop what uses it, or name another with --port.") % words
        )
    if problem.errno == errno.EACCES:
        return _("This user may not listen on port %(port)d. Name one above 1023 with --port.") % words
    return _("Cannot listen on %(host)s, port %(port)d: %(reason)s.") % words
