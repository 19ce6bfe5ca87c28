"""The addresses of answers and of the messages on their way."""

from django.urls import path

from memnun.desk.reply import file_views, message_views, views

CONVERSATION = "conversations/<uuid:conversation_id>/"
MESSAGE = "outgoing/<uuid:message_id>/"

urlpatterns = [
    path(f"{CONVERSATION}reply/", views.reply, name="reply"),
    path(f"{CONVERSATION}composer/", views.composer, name="composer"),
    path(f"{CONVERSATION}draft/", views.draft, name="draft"),
    path(f"{CONVERSATION}files/", views.upload, name="reply_upload"),
    path(f"{CONVERSATION}replies/", views.saved_replies, name="reply_suggestions"),
    path(f"{CONVERSATION}outgoing/", message_views.outgoing, name="outgoing"),
    path("drafts/<uuid:draft_id>/taking/", views.draft_taking, name="draft_taking"),
    path("replies/<uuid:savedreply_id>/use/", views.saved_reply_use, name="saved_reply_use"),
    path(f"{MESSAGE}cancel/", message_views.cancel, name="outgoing_cancel"),
    path(f"{MESSAGE}hurry/", message_views.hurry, name="outgoing_hurry"),
    path(f"{MESSAGE}resending/", message_views.resending, name="outgoing_resend"),
    path(f"{MESSAGE}settlement/", message_views.settlement, name="outgoing_settle"),
    path("interactions/<uuid:interaction_id>/files/", file_views.contact_files, name="contact_files"),
    path("files/<uuid:attachment_id>/", file_views.attachment, name="attachment"),
]
