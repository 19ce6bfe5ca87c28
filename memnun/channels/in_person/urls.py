"""The addresses of talks in person."""

from django.urls import path

from memnun.channels.in_person import views

urlpatterns = [
    path("talks/new/", views.talk_create, name="talk_create"),
    path("talks/offline/", views.talk_offline, name="talk_offline"),
    path("talks/worker.js", views.talk_worker, name="talk_worker"),
    path("talks/customers/", views.talk_customers, name="talk_customers"),
]
