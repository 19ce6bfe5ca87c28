"""Memnun: an open, self-hosted customer experience and interaction platform, Turkish first."""

__version__ = "0.1.0"
