"""The addresses of customers."""

from django.urls import path

from memnun.desk.customer import acts, views

app_name = "customers"
urlpatterns = [
    path("customers/", views.customer_list, name="list"),
    path("customers/new/", acts.customer_create, name="create"),
    path("customers/duplicates/", acts.duplicates, name="duplicates"),
    path("customers/duplicates/<uuid:proposal_id>/merge/", acts.duplicate_merge, name="duplicate_merge"),
    path(
        "customers/duplicates/<uuid:proposal_id>/dismissal/", acts.duplicate_dismiss, name="duplicate_dismiss"
    ),
    path("customers/merges/<uuid:merge_id>/undo/", acts.merge_undo, name="merge_undo"),
    path("customers/identities/<uuid:identity_id>/removal/", acts.identity_delete, name="identity_delete"),
    path("customers/<uuid:customer_id>/", views.customer_detail, name="detail"),
    path("customers/<uuid:customer_id>/edit/", acts.customer_edit, name="edit"),
    path("customers/<uuid:customer_id>/identities/", acts.identity_create, name="identity_create"),
]
