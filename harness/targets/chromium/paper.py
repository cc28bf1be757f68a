"""Chromium as a printing press: HTML that is at hand becomes a picture or a PDF.

Nothing is asked of any network, and no script of the HTML runs.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from playwright.async_api import Page as PlaywrightTab

from harness.pages import Box
from harness.targets.chromium.arguments import arguments
from harness.targets.chromium.driver import Driver
from harness.targets.chromium.executable import find_chromium

_HEIGHT = 100
"""Less than any mail: a picture of the whole page is as high as what it holds."""

_WRAPPED = "<style>body { overflow-wrap: anywhere }</style>"
"""As mail readers do with an address of three hundred characters."""


@contextmanager
def open_press() -> Iterator[Press]:
    """Start a Chromium that reaches nothing, and end it.

    Raises:
        ConfigurationError: there is none, or it does not start.
    """
    driver = Driver(find_chromium(), arguments({}))
    try:
        yield Press(driver)
    finally:
        driver.close()


class Press:
    """Draws and prints HTML.

    Args:
        driver: the running Chromium.
    """

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def picture(self, html: str, link: str, width: int) -> tuple[bytes, Box | None]:
        """Return *html* drawn *width* CSS pixels wide (PNG), and where *link* stands.

        None where no link reads *link*. Long addresses are wrapped.
        """
        return self._driver.run(self._picture(html, link, width))

    def pdf(self, html: str, footer: str) -> bytes:
        """Return *html* as a tagged PDF with an outline, *footer* on every page.

        *footer* is HTML, in which Chromium fills ``pageNumber`` and ``totalPages`` in.
        """
        return self._driver.run(self._pdf(html, footer))

    async def _picture(
        self, html: str, link: str, width: int
    ) -> tuple[bytes, Box | None]:
        async with self._tab(html + _WRAPPED, width) as tab:
            place = None
            found = tab.get_by_role("link", name=link, exact=True)
            if await found.count():
                place = await found.first.bounding_box()
            picture = await tab.screenshot(full_page=True)
        if place is None:
            return picture, None
        x, y = place["x"], place["y"]
        box = Box(x, y, place["width"], place["height"], width, _HEIGHT)
        return picture, box

    async def _pdf(self, html: str, footer: str) -> bytes:
        async with self._tab(html, 800) as tab:
            return await tab.pdf(
                prefer_css_page_size=True,
                print_background=True,
                display_header_footer=True,
                header_template="<span></span>",
                footer_template=footer,
                tagged=True,
                outline=True,
            )

    @asynccontextmanager
    async def _tab(self, html: str, width: int) -> AsyncIterator[PlaywrightTab]:
        context = await self._driver.browser.new_context(
            java_script_enabled=False,
            offline=True,
            locale="fr-FR",
            viewport={"width": width, "height": _HEIGHT},
        )
        try:
            tab = await context.new_page()
            await tab.set_content(html)
            yield tab
        finally:
            await context.close()
