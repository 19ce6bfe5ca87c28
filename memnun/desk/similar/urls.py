"""The address of similar contacts."""

from django.urls import path

from memnun.desk.similar import views

urlpatterns = [path("interactions/<uuid:interaction_id>/similar/", views.similar, name="similar")]
