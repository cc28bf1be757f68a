"""A tab of Chromium on pages served from loopback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from playwright.async_api import BrowserContext
from playwright.async_api import Page as Tab
from werkzeug.wrappers import Response

from harness.pages import Page
from harness.targets.chromium.driver import Driver
from harness.targets.chromium.executable import find_chromium
from harness.targets.chromium.inspector import ChromiumInspector
from simulator.serving import DoubleServer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

T = TypeVar("T")


class PageServer(DoubleServer):
    """Serves the pages that were put there last, by their path."""

    name = "page server"

    def __init__(self) -> None:
        """Serve nothing, on a free port."""
        super().__init__("127.0.0.1", 0)
        self.pages: dict[str, str] = {}
        self.policy = ""

    def app(self) -> WSGIApplication:
        """Return what serves the pages."""

        def serve(environ: WSGIEnvironment, start: StartResponse) -> Any:
            html = self.pages.get(environ["PATH_INFO"])
            answer = Response(html or "", 200 if html else 404, mimetype="text/html")
            if self.policy:
                answer.headers["Content-Security-Policy"] = self.policy
            return answer(environ, start)

        return serve

    def release(self) -> None:
        """Keep nobody waiting."""


class Lab:
    """One context of Chromium, one tab at a time, one server."""

    def __init__(self, driver: Driver, server: PageServer) -> None:
        """Open the context; the tab comes with the first page."""
        self.driver = driver
        self.server = server
        self.context: BrowserContext = driver.run(
            driver.browser.new_context(viewport={"width": 1280, "height": 800})
        )
        self.tab: Tab | None = None
        self.inspector = ChromiumInspector(self.on_tab, self.go)

    def on_tab(self, act: Callable[[Tab], Awaitable[T]]) -> T:
        """Do *act* on the open tab."""

        async def acted() -> T:
            """Act on the tab."""
            assert self.tab is not None
            return await act(self.tab)

        return self.driver.run(acted())

    def go(self, act: Callable[[Tab], Awaitable[object]]) -> Page:
        """Do *act*, which leads elsewhere, and return what the tab then shows."""

        async def gone(tab: Tab) -> Page:
            """Act, then read the page."""
            async with tab.expect_navigation():
                await act(tab)
            return Page(tab.url, 200, (), (await tab.content()).encode())

        return self.on_tab(gone)

    def open(
        self, body: str, *, head: str = "", policy: str = "", **more: str
    ) -> ChromiumInspector:
        """Open a page with this body, *more* beside it, and return its inspector."""
        page = (
            '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
            f"<title>Essai</title>{head}</head><body>{body}</body></html>"
        )
        others = {f"/{name}": text for name, text in more.items()}
        self.server.pages = {"/": page} | others
        self.server.policy = policy

        async def fresh() -> None:
            """Open a tab."""
            if self.tab is not None:
                await self.tab.close()
            self.tab = await self.context.new_page()
            await self.tab.goto(f"{self.server.url}/")

        self.driver.run(fresh())
        return self.inspector


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """The lab, started once."""
    driver = Driver(find_chromium(), [])
    with PageServer() as server:
        yield Lab(driver, server)
        driver.close()


@pytest.fixture
def open_page(lab: Lab) -> Callable[..., ChromiumInspector]:
    """Open a page with a body, and return what looks at it."""
    return lab.open


@pytest.fixture
def evaluated(lab: Lab) -> Callable[[str], Any]:
    """Return what an expression is worth in the page."""
    return lambda expression: lab.on_tab(lambda tab: tab.evaluate(expression))


@pytest.fixture
def neighbour() -> Iterator[Callable[[str], str]]:
    """Serve a page on another site, and return its address."""
    with ExitStack() as stack:

        def serve(html: str) -> str:
            server = stack.enter_context(PageServer())
            server.pages = {"/": html}
            return f"{server.url}/"

        yield serve
