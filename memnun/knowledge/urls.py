"""Addresses of the saved replies."""

from django.urls import path

from memnun.knowledge import views

urlpatterns = [
    path("settings/replies/", views.reply_list, name="saved_replies"),
    path("settings/replies/new/", views.reply_create, name="saved_reply_create"),
    path("settings/replies/<uuid:savedreply_id>/", views.reply_update, name="saved_reply"),
    path("settings/replies/<uuid:savedreply_id>/removal/", views.reply_remove, name="saved_reply_remove"),
]
