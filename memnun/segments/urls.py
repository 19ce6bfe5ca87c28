"""The addresses of the three groups."""

from django.urls import path

from memnun.segments import views

app_name = "segments"
urlpatterns = [
    path("groups/", views.board, name="board"),
    path("groups/<slug:group>/", views.column, name="column"),
    path("groups/customers/<uuid:customer_id>/", views.beside, name="beside"),
    path("groups/customers/<uuid:customer_id>/overrule/", views.overrule_create, name="overrule"),
    path(
        "groups/customers/<uuid:customer_id>/overrule/removal/",
        views.overrule_delete,
        name="overrule_removal",
    ),
]
