"""The address of the search."""

from django.urls import path

from memnun.desk.search import views

urlpatterns = [path("search/", views.search, name="search")]
