"""The addresses of the tags' page."""

from django.urls import path

from memnun.desk.tags import views

urlpatterns = [
    path("settings/tags/", views.tags, name="tags"),
    path("settings/tags/name/", views.rename, name="tag_rename"),
    path("settings/tags/removal/", views.remove, name="tag_remove"),
]
