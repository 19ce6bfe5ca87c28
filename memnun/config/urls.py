"""The addresses of all rooms."""

from importlib.util import find_spec

from django.urls import include, path

from memnun.people import sign_in_links

ROOMS = ["people", "customers", "interactions", "segments", "desk"]

urlpatterns = [
    path("", include("memnun.config.interface")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("sign-in/<str:token>/", sign_in_links.sign_in_link_use, name="sign_in_link"),
    *[path("", include(f"memnun.{room}.urls")) for room in ROOMS if find_spec(f"memnun.{room}.urls")],
]
