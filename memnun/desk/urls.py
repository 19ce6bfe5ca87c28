"""The addresses of the desk's screens; each screen is a package with its own `urls`."""

from importlib.util import find_spec

from django.urls import include, path

SCREENS = [
    "inbox",
    "conversation",
    "contact",
    "day",
    "tags",
    "search",
    "similar",
    "learning",
    "topics",
    "health",
    "alarms",
    "presence",
    "reply",
    "outbox",
    "meeting",
]

app_name = "desk"
urlpatterns = [
    path("", include(f"memnun.desk.{screen}.urls"))
    for screen in SCREENS
    if find_spec(f"memnun.desk.{screen}") and find_spec(f"memnun.desk.{screen}.urls")
]
