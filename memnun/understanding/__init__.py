"""Reads Turkish customer text offline. Pure Python, no Django. Turkish: anlama."""
