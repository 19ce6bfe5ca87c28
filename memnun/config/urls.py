"""The addresses of all rooms."""

from importlib.util import find_spec
from pkgutil import iter_modules

from django.urls import include, path

from memnun import channels

ROOMS = [
    "people",
    "customers",
    "consent",
    "interactions",
    "knowledge",
    "cases",
    "channels",
    "segments",
    "insights",
    "reactions",
    "desk",
    "archive",
]
CHANNELS = [f"memnun.channels.{kind.name}.urls" for kind in iter_modules(channels.__path__) if kind.ispkg]

urlpatterns = [
    path("", include("memnun.config.interface")),
    path("account/", include("memnun.people.account_urls")),
    path("api/v1/", include("memnun.interactions.api.urls")),
    path("", include("memnun.desk.customer.urls")),
    *[path("", include(f"memnun.{room}.urls")) for room in ROOMS if find_spec(f"memnun.{room}.urls")],
    *[path("", include(urls)) for urls in CHANNELS if find_spec(urls)],
]
