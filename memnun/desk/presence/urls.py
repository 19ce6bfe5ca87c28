"""The address of the presence in a conversation."""

from django.urls import path

from memnun.desk.presence import views

urlpatterns = [
    path("conversations/<uuid:conversation_id>/presence/", views.presence, name="presence"),
]
