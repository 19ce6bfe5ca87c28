"""The addresses of this room."""

from django.urls import path

from memnun.reactions import views

urlpatterns = [
    path("settings/rules/", views.rules, name="rules"),
    path("settings/rules/switch/", views.rule_switch, name="rule_switch"),
]
