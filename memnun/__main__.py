"""bin/memnun COMMAND: the same door for everything Memnun does from a terminal."""

import os
import sys
from collections.abc import Callable
from importlib import import_module

from memnun.config.commands import Command, commands, overview
from memnun.config.interrupting import ended_by_an_interrupt
from memnun.config.language import terminal_language
from memnun.config.language import terminal_text as _
from memnun.config.problem import StartProblem

Function = Callable[[list[str]], int | None]


def main() -> int:
    """Run the command named first; 2 when it cannot start, with one sentence that says why."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memnun.config.settings")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # products are small here, and others want the cores
    if len(sys.argv) < 2 or sys.argv[1] in ("help", "--help", "-h"):
        print(overview())
        return 0
    name, *arguments = sys.argv[1:]
    command = next((command for command in commands() if command.name == name), Command(name, ""))
    try:
        return run(command, arguments)
    except StartProblem as problem:
        print(f"memnun: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def run(command: Command, arguments: list[str]) -> int:
    """Run a function of ours, or Django's or a room's management command."""
    if command.needs_django:
        with ended_by_an_interrupt():
            set_up_django(pooled=command.lasting)
    try:
        return call(command, arguments)
    except import_module("django.db").OperationalError as problem:
        raise StartProblem(
            _("The database does not answer (is bin/up running?): %(reason)s")
            % {"reason": str(problem).strip()}
        ) from None


def set_up_django(*, pooled: bool) -> None:
    """Load the rooms; a command that ends soon opens its connections one by one."""
    settings = import_module("django.conf").settings
    if not pooled:
        settings.DATABASES["default"]["OPTIONS"].pop("pool")
    import_module("django").setup()
    import_module("django.utils.translation").activate(terminal_language())


def call(command: Command, arguments: list[str]) -> int:
    """Call the command's function, or the management command with its name."""
    if command.target:
        module, _colon, name = command.target.partition(":")
        with ended_by_an_interrupt():
            function: Function = getattr(import_module(module), name)
        return (
            function([command.name, *arguments] if module.startswith("memnun.understanding") else arguments)
            or 0
        )
    management = import_module("django.core.management")
    if command.name not in management.get_commands():
        raise StartProblem(
            _("There is no command %(name)s. bin/memnun help lists them.") % {"name": command.name}
        )
    management.execute_from_command_line(["memnun", command.name, *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
