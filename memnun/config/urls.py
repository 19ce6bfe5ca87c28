"""The addresses of all rooms."""

from importlib.util import find_spec

from django.urls import include, path

ROOMS = [
    "people",
    "customers",
    "consent",
    "interactions",
    "knowledge",
    "cases",
    "channels",
    "segments",
    "preventing",
    "insights",
    "reactions",
    "desk",
    "privacy",
    "archive",
]

urlpatterns = [
    path("", include("memnun.config.interface")),
    path("account/", include("memnun.people.account_urls")),
    path("api/v1/", include("memnun.interactions.api.urls")),
    path("", include("memnun.desk.customer.urls")),
    *[path("", include(f"memnun.{room}.urls")) for room in ROOMS if find_spec(f"memnun.{room}.urls")],
]
