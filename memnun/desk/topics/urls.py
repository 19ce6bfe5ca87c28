"""The addresses of a brand's own topics."""

from django.urls import path

from memnun.desk.topics import views

urlpatterns = [
    path("settings/topics/", views.topics, name="topics"),
    path("settings/topics/<uuid:topic_id>/", views.topic, name="topic"),
    path("settings/topics/<uuid:topic_id>/examples/", views.add_examples, name="topic_examples"),
    path("settings/topics/<uuid:topic_id>/contacts/", views.judge, name="topic_contacts"),
    path("settings/topics/<uuid:topic_id>/away/", views.put_away, name="topic_away"),
    path("settings/topics/<uuid:topic_id>/back/", views.take_back, name="topic_back"),
    path(
        "settings/topics/examples/<uuid:example_id>/removal/",
        views.remove_example,
        name="topic_example_remove",
    ),
]
