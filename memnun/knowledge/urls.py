"""Addresses of the saved replies and the articles."""

from django.urls import path

from memnun.knowledge import article_views, views

urlpatterns = [
    path("knowledge/", article_views.article_list, name="knowledge"),
    path("knowledge/new/", article_views.article_create, name="article_create"),
    path("knowledge/<uuid:article_id>/", article_views.article, name="article"),
    path("knowledge/<uuid:article_id>/removal/", article_views.article_remove, name="article_remove"),
    path("settings/replies/", views.reply_list, name="saved_replies"),
    path("settings/replies/new/", views.reply_create, name="saved_reply_create"),
    path("settings/replies/<uuid:savedreply_id>/", views.reply_update, name="saved_reply"),
    path("settings/replies/<uuid:savedreply_id>/removal/", views.reply_remove, name="saved_reply_remove"),
]
