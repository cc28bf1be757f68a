"""One browser of one person: a context of Chromium, with one tab."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import httpx
from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as PlaywrightTab
from playwright.async_api import TimeoutError as PlaywrightTimeout

from harness.drawing import Inspector
from harness.errors import NotOffered
from harness.forms import FilledForm, Submission
from harness.pages import Page
from harness.target import Seen
from harness.targets.chromium import time
from harness.targets.chromium.cookies import jar_of, keep_changes
from harness.targets.chromium.driver import Driver
from harness.targets.chromium.filling import filled_in, stands_in
from harness.targets.chromium.tab import PATIENCE_MS, WINDOW, Tab
from harness.targets.http_browser import (
    SYSTEMS,
    HttpBrowser,
    at_once,
    require_visitable,
)

T = TypeVar("T")

_FRAME = 'iframe[title="reCAPTCHA"]'
_SOLVED = """() => {
  const field = document.querySelector("textarea[name=g-recaptcha-response]");
  return field && field.value;
}"""


class ChromiumBrowser:
    """Goes where it is told in a real tab, fills forms in and presses their buttons.

    What no page sends goes without the browser, over *wire*, with the same cookies
    (docs/decisions/0019-chromium-target.md); the page that answers says so.

    Args:
        driver: the running Chromium.
        wire: the way to the portal for what no page sends; it stays open.
        seen: is told of every page.
        rank: which browser of the scenario this is; the next calls itself otherwise.
        instant: where its clock begins; None for real time.
        films: whether its pages are pictured and its doings traced.
        rewrite: where public addresses are served, if no name leads to them.
    """

    def __init__(
        self,
        driver: Driver,
        wire: httpx.BaseTransport,
        seen: Seen,
        *,
        rank: int = 0,
        instant: datetime | None = None,
        films: bool = False,
        rewrite: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._driver = driver
        self._wire = wire
        self._seen = seen
        self._instant = instant
        self._films = films
        system = SYSTEMS[rank % len(SYSTEMS)]
        version = driver.browser.version.partition(".")[0]
        self._agent = (
            f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) "
            f"Chrome/{version}.0.0.0 Safari/537.36"
        )
        self._one_at_a_time = threading.RLock()
        self._context = driver.run(self._open())
        self._tab = Tab(self._context, films=films, rewrite=rewrite)

    # -- the two verbs

    def visit(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Open *url* and return the page on which the browser ends up."""
        require_visitable(url)
        with self._one_at_a_time:
            if method == "GET" and not headers:
                return self._told(self._driver.run(self._tab.visit(url)))
            why = "des en-têtes ajoutés" if headers else f"la méthode {method}"
            return self._without(
                why, lambda wire: wire.visit(url, method=method, headers=headers)
            )

    def submit(
        self, submission: Submission, *, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send a form and return the page on which the browser ends up."""
        require_visitable(submission.form.action)
        with self._one_at_a_time:
            if headers:
                why = "des en-têtes ajoutés"
            elif not stands_in(self._tab.shown, submission):
                why = "le formulaire n'est plus dans l'onglet, ou a été modifié"
            else:
                page = self._driver.run(self._by_hand(submission))
                if page is not None:
                    return self._told(page)
                why = "personne n'enverrait cela avec ce formulaire"
            return self._without(
                why, lambda wire: wire.submit(submission, headers=headers)
            )

    def submit_at_once(self, submissions: Sequence[Submission]) -> tuple[Page, ...]:
        """Send forms at the same instant, which no hand does: without the browser."""

        def send(submission: Submission) -> Page:
            return self._without(
                "plusieurs envois au même instant",
                lambda wire: wire.submit(submission),
            )

        return at_once(send, submissions)

    # -- what only a browser does

    def solve_captcha(self, submission: Submission) -> str | None:
        """Tick « Je ne suis pas un robot »; return what the widget put in the form.

        Raises:
            NotOffered: the widget cannot be ticked, or gives no response.
        """
        with self._one_at_a_time:
            if not stands_in(self._tab.shown, submission):
                return None
            return self.on_tab(_solve)

    def inspector(self) -> Inspector:
        """Return what looks at the page as it is drawn."""
        from harness.targets.chromium.inspector import (  # noqa: PLC0415 - costs 0.2 s
            ChromiumInspector,
        )

        return ChromiumInspector(self.on_tab, self.go)

    def on_tab(self, act: Callable[[PlaywrightTab], Awaitable[T]]) -> T:
        """Have *act* done on the tab, which shows the page before her."""

        async def acted() -> T:
            """Act once the tab shows what she sees."""
            return await act(await self._tab.caught_up())

        with self._one_at_a_time:
            return self._driver.run(acted())

    def go(self, act: Callable[[PlaywrightTab], Awaitable[object]]) -> Page:
        """Have *act* done on the tab, which leads to another page; return that page."""
        with self._one_at_a_time:
            return self._told(self._driver.run(self._tab.go(act)))

    def resize(self, width: int) -> None:
        """Make the window *width* CSS pixels wide."""
        self.on_tab(
            lambda tab: tab.set_viewport_size(
                {"width": width, "height": WINDOW["height"]}
            )
        )

    # -- its life

    async def move_clock(self, instant: datetime) -> None:
        """Follow the portal's clock to *instant* (in the driver's loop)."""
        if self._instant is not None:
            before, self._instant = self._instant, instant
            await time.move(self._context, before, instant)

    def keep_trace(self, file: Path) -> None:
        """Write down what the browser did, for ``playwright show-trace``."""
        if self._films:
            self._driver.run(self._context.tracing.stop(path=file))
            self._films = False

    def close(self) -> None:
        """Close the browser; its cookies are gone."""
        self._driver.run(self._context.close())

    async def _open(self) -> BrowserContext:
        context = await self._driver.browser.new_context(
            locale="fr-FR",
            timezone_id="Europe/Paris",
            user_agent=self._agent,
            viewport=WINDOW,
        )
        context.set_default_timeout(PATIENCE_MS)
        if self._instant is not None:
            await time.install(context, self._instant)
        if self._films:
            await context.tracing.start(screenshots=True, snapshots=True)
        return context

    async def _by_hand(self, submission: Submission) -> Page | None:
        page = self._tab.shown
        if page is None:
            return None
        button = await filled_in(await self._tab.caught_up(), page, submission)
        if button is None:
            return None
        picture = await self._tab.picture()
        answered = await self._tab.press(button, submission.button.text)
        if picture is None:
            return answered
        name = submission.button.text
        return replace(answered, filled=FilledForm(name, submission.answers, picture))

    def _without(self, why: str, send: Callable[[HttpBrowser], Page]) -> Page:
        jar = self._driver.run(jar_of(self._context))
        before = list(jar)
        wire = HttpBrowser(self._wire, lambda _: None, agent=self._agent, cookies=jar)
        page = replace(send(wire), without_browser=why)
        self._driver.run(keep_changes(self._context, before, list(jar)))
        self._tab.follow(page)
        picture = self._driver.run(self._tab.picture())
        return self._told(replace(page, picture=picture))

    def _told(self, page: Page) -> Page:
        self._seen(page)
        return page


async def _solve(tab: PlaywrightTab) -> str | None:
    if not await tab.locator(_FRAME).count():
        return None
    box = tab.frame_locator(_FRAME).first.get_by_role("checkbox")
    try:
        await box.click(timeout=PATIENCE_MS)
        solved = await tab.wait_for_function(_SOLVED, timeout=PATIENCE_MS)
        return str(await solved.json_value())
    except PlaywrightTimeout as stuck:
        raise NotOffered(
            f"Le CAPTCHA de {tab.url} ne se laisse pas résoudre : aucune réponse."
        ) from stuck
    except PlaywrightError:  # no such page any more
        return None
