"""Addresses of the channels' settings, and of the pages that kinds bring along."""

from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from django.urls import include, path

from memnun.channels import views

FOLDER = Path(__file__).parent
KINDS = [
    name
    for module in iter_modules([str(FOLDER)])
    if module.ispkg and find_spec(name := f"memnun.channels.{module.name}.urls")
]

urlpatterns = [
    path("settings/channels/", views.account_list, name="channels"),
    path("settings/channels/new/<slug:kind_slug>/", views.account_create, name="channel_account_create"),
    path("settings/channels/<uuid:account_id>/", views.account_update, name="channel_account"),
    path("settings/channels/<uuid:account_id>/trial/", views.account_trial, name="channel_account_trial"),
    path("settings/channels/<uuid:account_id>/switch/", views.account_switch, name="channel_account_switch"),
    *[path("", include(kind)) for kind in KINDS],
]
