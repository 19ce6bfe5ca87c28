"""The commands of `bin/memnun`, each with the sentence that `bin/memnun help` shows."""

from dataclasses import dataclass

from memnun.config.language import terminal_text as _


@dataclass(frozen=True)
class Command:
    """One command: a function `(arguments) -> exit status`, or a Django management command of some room."""

    name: str
    sentence: str
    target: str = ""
    """"module:function"; empty for a management command with the command's name."""
    needs_django: bool = True
    lasting: bool = False
    """Whether it runs until it is stopped; others need no pool of connections."""


def commands() -> list[Command]:
    """All commands, in the order people meet them."""
    return [
        Command("up", _("start everything on this machine"), "memnun.config.up:up", needs_django=False),
        Command("sign-in-link", _("print a new one-time sign-in link for an account")),
        Command("health", _("check what must always hold; exit status 1 when something does not")),
        Command("import", _("bring contacts in from a file")),
        Command("reread", _("read history again after the model changed")),
        Command("export", _("write everything of a brand to a folder, or read it back")),
        Command("demo", _("fill a sample brand, or remove it")),
        Command("web", _("serve pages, the API and live streams"), "memnun.config.web:web", lasting=True),
        Command("live", _("serve live streams only"), "memnun.config.web:live", lasting=True),
        Command("worker", _("do the work that was put off"), "memnun.config.worker:worker", lasting=True),
        Command(
            "clock",
            _("start periodic work, and give on what a dead worker left"),
            "memnun.config.clock:clock",
            lasting=True,
        ),
        Command("setbacks", _("show what readers of the log gave up, or try it again")),
        Command("migrate", _("bring the database's tables up to date"), "memnun.config.migrating:migrate"),
        Command(
            "postgres",
            _("run the embedded PostgreSQL alone"),
            "memnun.config.up:postgres",
            needs_django=False,
        ),
        Command("shell", _("open a Python shell with Memnun loaded")),
        Command(
            "understand", _("read one text and show what is understood"), UNDERSTANDING, needs_django=False
        ),
        Command("train", _("train the reader of texts"), UNDERSTANDING, needs_django=False),
        Command("evaluate", _("measure the reader of texts"), UNDERSTANDING, needs_django=False),
    ]


UNDERSTANDING = "memnun.understanding.command:main"


def overview() -> str:
    """What `bin/memnun help` prints."""
    listed = commands()
    width = max(len(command.name) for command in listed)
    lines = [f"  {command.name:{width}}  {command.sentence}" for command in listed]
    return "\n".join(
        [
            _("bin/memnun COMMAND, where COMMAND is one of:"),
            "",
            *lines,
            "",
            _("bin/memnun COMMAND --help tells more."),
        ]
    )
