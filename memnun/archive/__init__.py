"""Bringing files of contacts in, taking everything of a brand out, and back again. Turkish: arşiv."""
