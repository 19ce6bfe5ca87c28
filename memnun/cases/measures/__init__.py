"""Figures of a period, each with its n and interval, and the rows behind it."""
