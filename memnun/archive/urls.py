"""The addresses of files in and out."""

from django.urls import path

from memnun.archive import views

app_name = "archive"
urlpatterns = [
    path("imports/", views.intakes, name="intakes"),
    path("imports/<uuid:import_id>/", views.intake, name="intake"),
    path("imports/<uuid:import_id>/undo/", views.intake_undo, name="intake_undo"),
    path("imports/<uuid:import_id>/wrong-rows/", views.intake_wrong_rows, name="intake_wrong_rows"),
]
