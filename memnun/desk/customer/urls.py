"""The addresses of customers."""

from django.urls import path

from memnun.desk.customer import views

app_name = "customers"
urlpatterns = [
    path("customers/", views.customer_list, name="list"),
    path("customers/<uuid:customer_id>/", views.customer_detail, name="detail"),
]
