"""The inbox's addresses."""

from django.urls import path

from memnun.desk.inbox import batch_views, filter_views, views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("inbox/rows/", views.more_rows, name="inbox_rows"),
    path("inbox/changed/", views.changed_rows, name="inbox_changed"),
    path("inbox/counts/", views.counts, name="inbox_counts"),
    path("inbox/filters/", filter_views.filters, name="filters"),
    path("inbox/views/", filter_views.view_create, name="view_create"),
    path("inbox/views/<uuid:saved_view_id>/removal/", filter_views.view_removal, name="view_removal"),
    path("inbox/batch/", batch_views.batch, name="batch"),
    path("inbox/batch/choices/", batch_views.choices, name="batch_choices"),
]
