"""The inbox's addresses."""

from django.urls import path

from memnun.desk.inbox import views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("inbox/rows/", views.more_rows, name="inbox_rows"),
    path("inbox/changed/", views.changed_rows, name="inbox_changed"),
    path("inbox/counts/", views.counts, name="inbox_counts"),
]
