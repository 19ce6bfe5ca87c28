"""What the environment may say, read once and checked: unknown MEMNUN_ names are refused at start."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from memnun.config.language import terminal_text as _
from memnun.config.problem import StartProblem
from memnun.config.secret import kept_secret

ROOT = Path(__file__).resolve().parents[2]

KNOWN = {
    "MEMNUN_DATA": "folder for the database, attachments and secrets",
    "MEMNUN_SECRET_KEY": "signing key; made and kept in the data folder when absent",
    "MEMNUN_HOST": "address to listen on",
    "MEMNUN_PORT": "port to listen on; the next free one is taken when absent",
    "MEMNUN_URL": "public address of this installation, for links and cookies",
    "MEMNUN_ALLOWED_HOSTS": "comma-separated host names that may be asked for",
    "MEMNUN_TRUSTED_PROXIES": "comma-separated addresses whose X-Forwarded-For and -Proto are believed",
    "MEMNUN_DEBUG": "1 shows technical error pages",
    "MEMNUN_LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "MEMNUN_THREADS": "threads that serve pages",
    "MEMNUN_SECOND_READER": "off leaves doubtful messages to the first reader alone",
    "MEMNUN_EMAIL_URL": "smtp://user:password@host:port for the installation's own mail",
    "MEMNUN_EMAIL_FROM": "sender of the installation's own mail",
    "MEMNUN_VENV": "folder of the Python environment that bin/ makes",
}


class EnvironmentProblem(StartProblem):
    """A setting that cannot be used; the text says which and what to do."""


@dataclass(frozen=True)
class Environment:
    """The settings of one process, as read from its environment."""

    data: Path
    secret_key: str
    database_url: str
    host: str
    port: int | None
    url: str
    allowed_hosts: list[str]
    trusted_proxies: list[str]
    debug: bool
    log_level: str
    threads: int
    second_reader: bool
    email_url: str
    email_from: str


def read(environ: "os._Environ[str] | dict[str, str]" = os.environ) -> Environment:
    """Read and check the environment.

    Raises EnvironmentProblem naming the setting when one is unknown or unusable.
    """
    unknown = sorted(name for name in environ if name.startswith("MEMNUN_") and name not in KNOWN)
    if unknown:
        raise EnvironmentProblem(
            _("Unknown setting %(unknown)s. Known ones: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(sorted(KNOWN))}
        )
    data = Path(environ.get("MEMNUN_DATA", ROOT / "data")).expanduser().absolute()
    return Environment(
        data=data,
        secret_key=environ.get("MEMNUN_SECRET_KEY") or kept_secret(data / "secret_key"),
        database_url=environ.get("DATABASE_URL", ""),
        host=environ.get("MEMNUN_HOST") or "127.0.0.1",
        port=_port(environ.get("MEMNUN_PORT", "")),
        url=_url(environ.get("MEMNUN_URL", "").rstrip("/")),
        allowed_hosts=_names(environ.get("MEMNUN_ALLOWED_HOSTS", "")),
        trusted_proxies=_names(environ.get("MEMNUN_TRUSTED_PROXIES", "")),
        debug=environ.get("MEMNUN_DEBUG", "") == "1",
        log_level=_one_of("MEMNUN_LOG_LEVEL", environ.get("MEMNUN_LOG_LEVEL", "INFO"), LOG_LEVELS),
        threads=_whole_number("MEMNUN_THREADS", environ.get("MEMNUN_THREADS", "4")),
        second_reader=_one_of(
            "MEMNUN_SECOND_READER", environ.get("MEMNUN_SECOND_READER") or "on", ("on", "off")
        )
        == "on",
        email_url=environ.get("MEMNUN_EMAIL_URL", ""),
        email_from=environ.get("MEMNUN_EMAIL_FROM", ""),
    )


LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise EnvironmentProblem(
            _("%(name)s is “%(value)s”; it takes %(allowed)s.")
            % {"name": name, "value": value, "allowed": ", ".join(allowed)}
        )
    return value


def _whole_number(name: str, value: str) -> int:
    if not value.isdecimal() or int(value) == 0:
        raise EnvironmentProblem(
            _("%(name)s is “%(value)s”; it takes a whole number above zero.") % {"name": name, "value": value}
        )
    return int(value)


def _port(text: str) -> int | None:
    if not text:
        return None
    port = _whole_number("MEMNUN_PORT", text)
    if port > 65535:
        raise EnvironmentProblem(_("MEMNUN_PORT is %(port)d; ports go up to 65535.") % {"port": port})
    return port


def _url(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise EnvironmentProblem(
            _("MEMNUN_URL is “%(url)s”; it looks like https://memnun.example.com.") % {"url": text}
        )
    return text
