"""Talks in the shop, at the counter, at an event: written down on a phone. Turkish: yüz yüze."""
