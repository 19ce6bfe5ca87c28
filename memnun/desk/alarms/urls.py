"""The addresses of the alarms."""

from django.urls import path

from memnun.desk.alarms import views

urlpatterns = [
    path("alarms/", views.alarms, name="alarms"),
    path("alarms/bell/", views.bell, name="alarms_bell"),
]
