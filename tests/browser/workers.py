"""Service workers of pages that are to open without a connection."""

from playwright.sync_api import Page


def wait_for_worker(page: Page) -> None:
    """Until the page's service worker works and has kept what it needs."""
    page.evaluate("navigator.serviceWorker.ready")
