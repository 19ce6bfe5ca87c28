"""django-helpdesk's ticket API under gunicorn, installed aside, for comparison.

It gets what helps it: tokens instead of passwords (whose hashing would cost more than the ticket), persistent
connections, no mail, two processes of four threads.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from memnun.bench.house import House, free_port
from memnun.bench.ledger_load import Load

PACKAGES = ("django-helpdesk==2.6.1", "gunicorn==27.0.1", "psycopg[binary]")
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "memnun-bench" / "helpdesk"
SCHEMA = "helpdesk"
SECONDS = 8.0
PATIENCE = 60.0

SETTINGS = """
import os
SECRET_KEY = "only-for-measuring"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.sites",
    "django.contrib.messages", "django.contrib.staticfiles", "django.contrib.humanize",
    "django.contrib.admin", "rest_framework", "rest_framework.authtoken", "helpdesk",
]
SITE_ID = 1
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
    "context_processors": ["django.template.context_processors.request",
                           "django.contrib.auth.context_processors.auth",
                           "django.contrib.messages.context_processors.messages"]}}]
ROOT_URLCONF = "aside_urls"
WSGI_APPLICATION = "aside_wsgi.application"
DATABASES = {"default": {
    "ENGINE": "django.db.backends.postgresql", "NAME": "memnun", "USER": "memnun",
    "HOST": os.environ["PG_HOST"], "PORT": os.environ["PG_PORT"],
    "CONN_MAX_AGE": None, "OPTIONS": {"options": "-c search_path=helpdesk"}}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
REST_FRAMEWORK = {"DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"]}
HELPDESK_ACTIVATE_API_ENDPOINT = True
HELPDESK_TEAMS_MODEL = "auth.User"
HELPDESK_TEAMS_MIGRATION_DEPENDENCIES = []
HELPDESK_KBITEM_TEAM_GETTER = lambda _: None
STATIC_URL = "/static/"
USE_TZ = True
LOGGING_CONFIG = None
"""
URLS = """
from django.urls import include, path
urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]
"""
WSGI = """
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""
FURNISH = """
import django
django.setup()
from django.contrib.auth.models import User
from helpdesk.models import Queue
from rest_framework.authtoken.models import Token
user = User.objects.create_superuser("measuring", "measuring@ornek.example")
Queue.objects.create(id=1, title="Destek", slug="destek")
print(Token.objects.create(user=user).key)
"""


def serve_helpdesk(house: House) -> Load:
    """Install it once, make its tables in a schema of its own, serve it; gives what to measure."""
    python = _install()
    environ = _environ(house)
    with psycopg.connect(house.address) as connection:
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
    _run(environ, python, "-m", "django", "migrate", "--verbosity=0")
    token = _run(environ, python, "-c", FURNISH).split()[-1]
    port = free_port()
    house.start(
        *(str(python), "-m", "gunicorn", "aside_wsgi", "--bind", f"127.0.0.1:{port}", "--log-level=warning"),
        *("--workers=2", "--threads=4", "--keep-alive=75"),
        environ=environ,
    )
    address = f"http://127.0.0.1:{port}"
    _wait(port)
    headers = {"Authorization": f"Token {token}"}
    return Load(address, "/api/tickets/", headers, "", SECONDS, 64, form="ticket")


def _install() -> Path:
    """The interpreter of an environment that has the packages; made on first use, kept for the next time."""
    python = CACHE / "bin" / "python"
    wanted = "\n".join(PACKAGES)
    note = CACHE / "installed"
    if not note.exists() or note.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", CACHE], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        note.write_text(wanted)
    return python


def _environ(house: House) -> dict[str, str]:
    folder = house.data / "aside"
    folder.mkdir()
    for name, text in (("settings", SETTINGS), ("urls", URLS), ("wsgi", WSGI)):
        (folder / f"aside_{name}.py").write_text(text)
    known = psycopg.conninfo.conninfo_to_dict(house.address)
    return {
        "PYTHONPATH": str(folder),
        "DJANGO_SETTINGS_MODULE": "aside_settings",
        "PG_HOST": str(known["host"]),
        "PG_PORT": str(known["port"]),
    }


def _run(environ: dict[str, str], *command: str | Path) -> str:
    return subprocess.run(
        command, env={**os.environ, **environ}, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def _wait(port: int) -> None:
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"gunicorn did not listen on port {port} within {PATIENCE:.0f} s")
