"""Answering the customer: writing, sending, taking back, and what became of it."""
