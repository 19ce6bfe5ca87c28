"""The addresses of all rooms."""

from importlib.util import find_spec

from django.urls import include, path

<<<<<<< HEAD
ROOMS = ["people", "customers", "consent", "interactions", "segments", "desk", "archive"]
=======
ROOMS = ["people", "customers", "interactions", "channels", "segments", "desk", "archive"]
>>>>>>> 9f1eed1 (interactions, channels: Send through one outbox, and thread by weighed evidence.)

urlpatterns = [
    path("", include("memnun.config.interface")),
    path("account/", include("memnun.people.account_urls")),
    path("api/v1/", include("memnun.interactions.api.urls")),
    path("", include("memnun.desk.customer.urls")),
    *[path("", include(f"memnun.{room}.urls")) for room in ROOMS if find_spec(f"memnun.{room}.urls")],
]
