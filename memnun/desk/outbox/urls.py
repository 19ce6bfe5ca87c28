"""The address of the outbox."""

from django.urls import path

from memnun.desk.outbox import views

urlpatterns = [path("outbox/", views.outbox, name="outbox")]
