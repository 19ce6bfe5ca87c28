"""The small parts every page is made of, for pages drawn in Python; templates load them as `interface`."""
