"""The bar of saved things above a tool, as a visitor uses it."""

from __future__ import annotations

from playwright.sync_api import Page


def unfold(page: Page) -> None:
    """Show what the bar can do besides picking: new, copy, delete, files."""
    closed = page.locator(".cp-shelf__more:not([open]) > summary")
    if closed.count():
        closed.click()
