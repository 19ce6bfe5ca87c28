"""Makes known at start what the rooms above hold of a customer."""

from django.apps import AppConfig

from memnun.customers import carrying


class CustomersConfig(AppConfig):
    """The room of customers."""

    name = "memnun.customers"

    def ready(self) -> None:
        carrying.discover()
