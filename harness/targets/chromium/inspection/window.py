"""The window of a tab: another size for a while, and its own again afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import CDPSession, Page, ViewportSize

USUAL: ViewportSize = {"width": 1280, "height": 800}
TALLEST = 5000
_TRIES = 200


@asynccontextmanager
async def window(
    page: Page, width: int | None = None, height: int | None = None
) -> AsyncIterator[ViewportSize]:
    """Give the window another size, and give it back its own."""
    own = page.viewport_size or USUAL
    size: ViewportSize = {
        "width": width or own["width"],
        "height": height or own["height"],
    }
    try:
        await page.set_viewport_size(size)
        await settle(page, size["width"])
        yield size
    finally:
        await page.set_viewport_size(own)
        await settle(page, own["width"])


@asynccontextmanager
async def zoomed(
    page: Page, session: CDPSession, times: int
) -> AsyncIterator[ViewportSize]:
    """Zoom as browsers do: fewer CSS pixels in the window, each of them larger."""
    own = page.viewport_size or USUAL
    size: ViewportSize = {
        "width": own["width"] // times,
        "height": own["height"] // times,
    }
    try:
        await session.send(
            "Emulation.setDeviceMetricsOverride",
            {**size, "deviceScaleFactor": times, "mobile": False},
        )
        await settle(page, size["width"])
        yield size
    finally:
        await session.send("Emulation.clearDeviceMetricsOverride")
        await page.set_viewport_size(own)
        await settle(page, own["width"])


async def settle(page: Page, width: int) -> None:
    """Wait until the page is laid out at *width*; bring transitions to their end.

    Not by requestAnimationFrame: the page's clock may stand still.
    """
    for _ in range(_TRIES):
        if await page.evaluate("window.innerWidth") == width:
            break
    await finish_transitions(page)


async def finish_transitions(page: Page) -> None:
    """Bring to their end the changes of looks that take a moment."""
    await page.evaluate(
        "document.getAnimations().forEach("
        "(each) => each instanceof CSSTransition && each.finish())"
    )


async def height_of_content(page: Page) -> int:
    """Return how tall the page is, up to what a window may be."""
    told = await page.evaluate("document.documentElement.scrollHeight")
    return min(int(told), TALLEST)
