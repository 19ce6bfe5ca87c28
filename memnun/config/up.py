"""`bin/up`: everything on this machine, from an empty folder to a page one can sign in to."""

import argparse
import os
import socket
import sys
from collections.abc import Sequence

import psycopg

from memnun.config import database, environment, schema
from memnun.config.environment import Environment
from memnun.config.language import terminal_text as _
from memnun.config.listening import FIRST_PORT, listen
from memnun.config.part import Part
from memnun.config.place import make_data_folder
from memnun.config.postgres.server import EmbeddedPostgres
from memnun.config.problem import StartProblem
from memnun.config.supervisor import StopRequested, Supervisor

OLDEST_MAJOR = 15


def up(arguments: Sequence[str]) -> int:
    """Start PostgreSQL, the tables, the web, the worker and the clock, and keep them until told to stop."""
    options = _options(arguments)
    settings = environment.read()
    supervisor = Supervisor(_tell)
    try:
        listener = listen(settings.host, settings.port)
        _tell_port(listener, settings)
        _open_database(supervisor, settings)
        _prepare(supervisor, settings, demo=options.demo)
        _serve(supervisor, listener)
        while True:
            supervisor.keep_running()
    except StopRequested:
        _tell(_("Stopping…"))
        return 0
    finally:
        supervisor.stop()


def postgres(arguments: Sequence[str]) -> int:
    """Run the embedded PostgreSQL alone, for parts that are started apart."""
    if arguments:
        raise StartProblem(_("bin/memnun postgres takes no arguments."))
    settings = environment.read()
    supervisor = Supervisor(_tell)
    try:
        _open_database(supervisor, settings)
        _tell(database.address(settings))
        while True:
            supervisor.keep_running()
    except StopRequested:
        return 0
    finally:
        supervisor.stop()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the options; those that are settings too are handed to all parts through the environment."""
    parser = argparse.ArgumentParser(
        prog="bin/up", description=_("Start Memnun on this machine; Ctrl-C stops it.")
    )
    parser.add_argument(
        "--demo",
        nargs="?",
        type=int,
        const=0,
        metavar="N",
        help=_("fill a sample brand first, with N contacts or as many as two years bring"),
    )
    parser.add_argument("--data", help=_("folder for the database, attachments and secrets"))
    parser.add_argument("--host", help=_("address to listen on; 0.0.0.0 for all of this machine's"))
    parser.add_argument("--port", help=_("port to listen on; without it, the first free one from 8000"))
    options = parser.parse_args(arguments)
    for name in ("data", "host", "port"):
        value = getattr(options, name)
        if value:
            os.environ[f"MEMNUN_{name.upper()}"] = os.path.abspath(value) if name == "data" else value
    return options


def _open_database(supervisor: Supervisor, settings: Environment) -> None:
    make_data_folder(settings.data)
    if settings.database_url:
        _refuse_unusable_server(settings)
        return
    server = EmbeddedPostgres(settings.data, tell=_tell, pause=supervisor.pause)
    if server.place.moved:
        _tell(
            _("PostgreSQL's own user may not enter %(data)s; the database is in %(place)s.")
            % {"data": settings.data, "place": server.place.cluster}
        )
    supervisor.postgres = server
    server.start()


def _refuse_unusable_server(settings: Environment) -> None:
    try:
        with psycopg.connect(settings.database_url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as problem:
        raise StartProblem(
            _("The database of DATABASE_URL does not let us in: %(reason)s")
            % {"reason": str(problem).strip()}
        ) from None
    if version < OLDEST_MAJOR:
        raise StartProblem(
            _("DATABASE_URL names a PostgreSQL %(version)d; Memnun needs %(oldest)d or newer.")
            % {"version": version, "oldest": OLDEST_MAJOR}
        )


def _prepare(supervisor: Supervisor, settings: Environment, *, demo: int | None) -> None:
    if schema.is_behind(database.address(settings), _apps()):
        _tell(_("Preparing the database…"))
        _finish(supervisor, Part("migrate", ()))
    if demo is not None:
        _tell(_("Filling the sample brand; the first time takes a minute or two…"))
        amount = ("--interactions", str(demo)) if demo else ()
        _finish(supervisor, Part("demo", ("fill", *amount)))


def _apps() -> list[str]:
    from memnun.config.settings import INSTALLED_APPS  # reads the environment, which --data changes

    return INSTALLED_APPS


def _finish(supervisor: Supervisor, part: Part) -> None:
    status = supervisor.finish(part)
    if status:
        raise StartProblem(
            _("%(part)s failed (exit status %(status)d); the lines above say why.")
            % {"part": part.name, "status": status}
        )


def _serve(supervisor: Supervisor, listener: socket.socket) -> None:
    """Start the web first, alone, so that the first page comes soon; then the rest."""
    ready, tell_ready = os.pipe()
    number = listener.fileno()
    web = Part("web", ("--socket", str(number), "--ready", str(tell_ready)), inherited=(number, tell_ready))
    supervisor.start(web)
    supervisor.wait_for(ready)
    web.arguments, web.inherited = web.arguments[:2], (number,)
    os.close(tell_ready)
    os.close(ready)
    supervisor.start(Part("worker", ()))
    supervisor.start(Part("clock", ()))


def _tell_port(listener: socket.socket, settings: Environment) -> None:
    port = listener.getsockname()[1]
    if settings.port is None and port != FIRST_PORT:
        _tell(_("Port %(taken)d is taken; Memnun uses %(port)d.") % {"taken": FIRST_PORT, "port": port})


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stdout, flush=True)  # noqa: T201 - the terminal is this module's screen
