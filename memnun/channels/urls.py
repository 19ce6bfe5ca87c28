"""Addresses of the channels' settings."""

from django.urls import path

from memnun.channels import views

urlpatterns = [
    path("settings/channels/", views.account_list, name="channels"),
    path("settings/channels/new/<slug:kind_slug>/", views.account_create, name="channel_account_create"),
    path("settings/channels/<uuid:account_id>/", views.account_update, name="channel_account"),
    path("settings/channels/<uuid:account_id>/trial/", views.account_trial, name="channel_account_trial"),
    path("settings/channels/<uuid:account_id>/switch/", views.account_switch, name="channel_account_switch"),
]
