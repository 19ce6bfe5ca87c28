"""The address of my day."""

from django.urls import path

from memnun.desk.day import views

urlpatterns = [path("my-day/", views.day, name="day")]
