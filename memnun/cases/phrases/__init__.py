"""Reads dated commitments out of Turkish sentences: pure, without a database."""
