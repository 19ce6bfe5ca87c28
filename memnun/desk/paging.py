"""How the desk's lists are paged; the same for every room (foundation/paging.py)."""

from memnun.foundation.paging import PAGE, Order, Page, Place

__all__ = ["PAGE", "Order", "Page", "Place"]
