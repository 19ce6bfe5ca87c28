"""The addresses of troubles that return, and of messages in time."""

from django.urls import path

from memnun.preventing import views

urlpatterns = [
    path("preventing/", views.frictions, name="preventing"),
    path("preventing/rows/", views.friction_rows, name="friction_rows"),
    path("preventing/articles/", views.article_draft, name="friction_article"),
    path("preventing/messages/", views.message_draft, name="friction_message"),
    path(
        "preventing/messages/<uuid:proactive_message_id>/",
        views.proactive_message,
        name="proactive_message",
    ),
    path(
        "preventing/messages/<uuid:proactive_message_id>/list/",
        views.recipients,
        name="proactive_recipients",
    ),
    path(
        "preventing/messages/<uuid:proactive_message_id>/approval/",
        views.proactive_approve,
        name="proactive_approve",
    ),
    path(
        "preventing/messages/<uuid:proactive_message_id>/stopping/",
        views.proactive_stop,
        name="proactive_stop",
    ),
    path(
        "preventing/recipients/<uuid:recipient_id>/leaving-out/",
        views.recipient_leave_out,
        name="recipient_leave_out",
    ),
    path(
        "preventing/recipients/<uuid:recipient_id>/putting-back/",
        views.recipient_put_back,
        name="recipient_put_back",
    ),
]
