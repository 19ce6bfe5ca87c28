"""Addresses below /api/v1/ that Django answers; the others are native (`routes.py`)."""

from django.urls import path

from memnun.interactions.api import reference

app_name = "api"
urlpatterns = [
    path("", reference.reference, name="reference"),
    path("openapi.json", reference.openapi, name="openapi"),
    path("<path:path>", reference.unknown),
]
