"""The addresses of meetings planned by mail."""

from django.urls import path

from memnun.desk.meeting import views

urlpatterns = [
    path("conversations/<uuid:conversation_id>/appointments/", views.appointments, name="appointments"),
    path(
        "conversations/<uuid:conversation_id>/appointments/new/",
        views.appointment_create,
        name="appointment_create",
    ),
    path("appointments/<uuid:appointment_id>/", views.appointment, name="appointment"),
    path(
        "appointments/<uuid:appointment_id>/calling-off/",
        views.appointment_call_off,
        name="appointment_call_off",
    ),
]
