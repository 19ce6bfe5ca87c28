"""Memnun's pages through Django's own ASGI handler: what the product's server is compared with."""

from django.core.asgi import get_asgi_application

app = get_asgi_application()
