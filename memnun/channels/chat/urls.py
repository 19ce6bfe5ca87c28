"""Addresses of live chat's pages; what the widget asks stands in `live/routes.py`."""

from django.urls import path

from memnun.channels.chat.views import settings, visitor

app_name = "chat"
CHAT = "settings/channels/<uuid:account_id>/chat/"
urlpatterns = [
    path(CHAT + "invitations/", settings.invitation_create, name="invitation_create"),
    path(CHAT + "secret/", settings.secret_create, name="secret"),
    path(CHAT + "preview/", settings.preview, name="preview"),
    path("settings/channels/chat-invitations/<uuid:rule_id>/", settings.invitation_update, name="invitation"),
    path(
        "settings/channels/chat-invitations/<uuid:rule_id>/removal/",
        settings.invitation_remove,
        name="invitation_remove",
    ),
    path("conversations/<uuid:conversation_id>/visitor/", visitor.visitor, name="visitor"),
    path("conversations/<uuid:conversation_id>/visitor/typing/", visitor.typing, name="typing"),
    path("conversations/<uuid:conversation_id>/visitor/quarantine/", visitor.set_aside, name="set_aside"),
    path("conversations/<uuid:conversation_id>/visitor/release/", visitor.release, name="release"),
    path("attendance/", visitor.attendance, name="attendance"),
]
