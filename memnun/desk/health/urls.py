"""The addresses of the health page and the quarantine."""

from django.urls import path

from memnun.desk.health import views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("health/check/", views.health_check, name="health_check"),
    path("quarantine/", views.quarantine, name="quarantine"),
    path("quarantine/reruns/", views.quarantine_rerun, name="quarantine_rerun"),
    path("quarantine/<uuid:raw_id>/release/", views.quarantine_release, name="quarantine_release"),
]
