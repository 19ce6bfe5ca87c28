"""The addresses of persons' rights."""

from django.urls import path

from memnun.privacy import views

urlpatterns = [
    path("customers/<uuid:customer_id>/erasure/", views.customer_erasure, name="customer_erasure"),
    path("settings/retention/", views.retention, name="retention"),
    path("settings/destructions/", views.destructions, name="destructions"),
]
