"""The addresses of this room."""

from django.urls import path

from memnun.people import views

urlpatterns = [
    path("brand/<uuid:brand_id>/", views.brand_switch, name="brand_switch"),
    path("language/", views.language_switch, name="language_switch"),
    path("first-steps/", views.first_steps, name="first_steps"),
]
