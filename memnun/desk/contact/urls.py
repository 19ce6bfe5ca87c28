"""The addresses for writing down a contact."""

from django.urls import path

from memnun.desk.contact import views

urlpatterns = [
    path("contacts/new/", views.create, name="interaction_create"),
    path("contacts/customers/", views.customers, name="contact_customers"),
    path("conversations/<uuid:conversation_id>/contacts/", views.add, name="contact_add"),
]
