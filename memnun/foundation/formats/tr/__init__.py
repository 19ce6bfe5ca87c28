"""Turkish formats."""
