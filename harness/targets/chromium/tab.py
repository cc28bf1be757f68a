"""The one tab of a browser: it goes somewhere, and tells what it shows then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

from playwright.async_api import (
    BrowserContext,
    Download,
    Locator,
    Response,
    Route,
    ViewportSize,
)
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as PlaywrightTab
from playwright.async_api import TimeoutError as PlaywrightTimeout

from harness.addresses import served
from harness.errors import NoSuchName, NotOffered, Unreachable
from harness.pages import Page
from harness.targets.chromium.departure import Departure
from harness.targets.chromium.driver import first_line
from harness.targets.chromium.reading import (
    Drawn,
    body_of,
    boxes_of,
    drawn,
    headers_of,
    is_html,
    steps_to,
)
from harness.targets.chromium.rewriting import lead

PATIENCE_MS = 15_000.0
"""For a page to load, for a button to let itself be pressed."""

WINDOW: ViewportSize = {"width": 1280, "height": 800}
_ENDLESS = "ERR_TOO_MANY_REDIRECTS"
_KEPT_OUT = frozenset({"set-cookie", "content-length", "content-encoding"})
"""Headers that a tab which catches up is not given: they have had their effect."""


class Tab:
    """A tab, opened when it is first needed. To be used in its driver's loop.

    Args:
        context: the browser that it belongs to.
        films: whether every page is to be pictured.
        rewrite: where public addresses are served.
    """

    def __init__(
        self, context: BrowserContext, *, films: bool, rewrite: Mapping[str, str]
    ) -> None:
        self.shown: Page | None = None
        """The page that the person has before her."""
        self._context = context
        self._films = films
        self._rewrite = rewrite
        self._tab: PlaywrightTab | None = None
        self._behind = False
        self._last = Departure()
        self._download: Download | None = None
        self._crashed = False

    async def visit(self, url: str) -> Page:
        """Open *url*, as typed in the address bar."""
        tab = await self._opened()
        return await self._going(url, lambda: tab.goto(url, timeout=PATIENCE_MS))

    async def press(self, button: Locator, name: str) -> Page:
        """Press *button*, called *name*, and go where it leads, if it leads anywhere.

        Raises:
            NotOffered: it does not let itself be pressed.
        """
        tab = await self._opened()

        async def pressed() -> None:
            """Press it."""
            try:
                await button.click(timeout=PATIENCE_MS, no_wait_after=True)
            except PlaywrightTimeout as stuck:
                raise NotOffered(
                    f"Le bouton « {name} » de {tab.url} ne se laisse pas actionner "
                    "(caché, ou couvert par autre chose)."
                ) from stuck

        return await self._led(tab, pressed)

    async def go(self, act: Callable[[PlaywrightTab], Awaitable[object]]) -> Page:
        """Do *act*, and return the page that it leads to, or what became of this."""
        tab = await self.caught_up()

        return await self._led(tab, lambda: act(tab))

    async def caught_up(self) -> PlaywrightTab:
        """Return the tab, which shows what the person has before her.

        An answer that came without the browser is put in it, as it came.
        """
        tab = await self._opened()
        page = self.shown
        if page is not None and self._behind:
            self._behind = False
            await self._put(tab, page)
        return tab

    def follow(self, page: Page) -> None:
        """Take note that *page*, which came without the browser, is now before her."""
        self.shown, self._behind = page, True

    async def picture(self) -> bytes | None:
        """Return what the whole page looks like (PNG), if pictures are taken."""
        if not self._films:
            return None
        tab = await self.caught_up()
        with suppress(PlaywrightError):
            return await tab.screenshot(full_page=True, timeout=PATIENCE_MS)
        return None

    async def _put(self, tab: PlaywrightTab, page: Page) -> None:
        headers = {name: one for name, one in page.headers if name not in _KEPT_OUT}

        async def answer(route: Route) -> None:
            await route.fulfill(status=page.status, headers=headers, body=page.body)

        def is_it(url: str) -> bool:
            return url == page.url

        await tab.route(is_it, answer, times=1)
        with suppress(PlaywrightError):  # an empty refusal shows an error page
            await tab.goto(page.url, timeout=PATIENCE_MS)
        await tab.unroute(is_it)

    async def _opened(self) -> PlaywrightTab:
        if self._tab is None:
            self._tab = await self._context.new_page()
            if self._rewrite:
                await lead(self._tab, self._rewrite)
            self._last.watch(self._tab)
            self._tab.on("download", self._downloaded)
            self._tab.on("crash", self._broke)
        if self._crashed:
            raise _fallen(self._tab.url)
        return self._tab

    async def _led(
        self, tab: PlaywrightTab, act: Callable[[], Awaitable[object]]
    ) -> Page:
        return await self._going(
            tab.url, lambda: self._last.begin(tab, act, PATIENCE_MS)
        )

    async def _going(self, url: str, go: Callable[[], Awaitable[object]]) -> Page:
        self._download, self._behind = None, False
        self._last.forget()
        try:
            await go()
        except PlaywrightError as failed:
            if self._crashed or not self._last.is_answered:
                self.shown = None
                await self._last.told_where(failed)
                raise self._said(url, failed) from failed
            # A file, no content, a part that never ends: there is an answer to read.
        self.shown = await self._page(url)
        return self.shown

    async def _page(self, url: str) -> Page:
        answer, tab = self._last.answer, await self._opened()
        if answer is None:
            if self.shown is None:
                raise Unreachable(f"{url} n'a donné aucune page.")
            return await self._as_it_stands(self.shown, tab)
        # What only leads on to where an address is served is the bench's own.
        steps = [
            step
            for step in steps_to(answer)
            if served(step.url, self._rewrite) == step.url
        ]
        stands = None
        with suppress(PlaywrightError):  # nothing to draw: an empty refusal, a file
            stands = await drawn(tab)
        html = stands is not None and is_html(stands) and _same(stands["url"], answer)
        return Page(
            url=stands["url"] if stands is not None and html else answer.url,
            status=answer.status,
            headers=await headers_of([answer]),
            body=await self._body(answer, stands),
            via=tuple(step.url for step in steps),
            via_headers=await headers_of([await step.response() for step in steps]),
            boxes=boxes_of(stands) if stands is not None and html else None,
            dom=stands["html"].encode("utf-8", "replace")
            if stands is not None and html
            else None,
            picture=await self.picture(),
            blocked=tuple(dict.fromkeys(self._last.blocked)),
        )

    async def _as_it_stands(self, page: Page, tab: PlaywrightTab) -> Page:
        """Return *page* drawn anew: nothing was asked of the portal.

        A place within the page, or a script that answered there.
        """
        stands = None
        with suppress(PlaywrightError):  # nothing to draw
            stands = await drawn(tab)
        if stands is None or page.dom is None or not is_html(stands):
            return replace(page, url=tab.url)
        return replace(
            page,
            url=tab.url,
            boxes=boxes_of(stands),
            dom=stands["html"].encode("utf-8", "replace"),
            picture=await self.picture(),
            blocked=tuple(dict.fromkeys((*page.blocked, *self._last.blocked))),
        )

    async def _body(self, answer: Response, shown: Drawn | None) -> bytes:
        if self._download is not None:
            return (await self._download.path()).read_bytes()
        return await body_of(answer, shown)

    def _said(self, url: str, failed: PlaywrightError) -> Unreachable:
        told = first_line(failed)
        if self._crashed or "crashed" in told:
            return _fallen(url)
        if "has been closed" in told:
            return Unreachable(f"Le navigateur s'est arrêté pendant {url}.")
        if _ENDLESS in told:
            return Unreachable(f"{url} redirige sans fin.")
        if isinstance(failed, PlaywrightTimeout):
            return Unreachable(
                f"{url} ne répond pas : rien après {PATIENCE_MS / 1000:.0f} secondes."
            )
        if self._last.no_name is not None:
            return NoSuchName(self._last.no_name, f"{url} ne répond pas : {told}")
        return Unreachable(f"{url} ne répond pas : {told}")

    def _downloaded(self, download: Download) -> None:
        self._download = download

    def _broke(self, _: PlaywrightTab) -> None:
        self._crashed = True


def _same(url: str, answer: Response) -> bool:
    """Tell whether the tab shows what was answered, not an error page of its own."""
    return urlsplit(url).scheme == urlsplit(answer.url).scheme


def _fallen(url: str) -> Unreachable:
    return Unreachable(f"L'onglet du navigateur s'est effondré sur {url}.")
