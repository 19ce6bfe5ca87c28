"""The address that Telegram calls."""

from django.urls import path

from memnun.channels.telegram import views

app_name = "telegram"
urlpatterns = [path("hooks/telegram/<uuid:account_id>/", views.hook, name="hook")]
