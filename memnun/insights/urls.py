"""The addresses of what the contacts of a brand say together."""

from django.urls import path

from memnun.insights import views

app_name = "insights"
urlpatterns = [
    path("themes/", views.themes, name="themes"),
    path("themes/contacts/", views.contacts, name="theme_contacts"),
]
