"""What a tab asked for since it last set off, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Request, Response
from playwright.async_api import Page as PlaywrightTab

from harness.targets.chromium.arguments import LOOPBACK

SETS_OFF_S = 2.0
"""How long a press may take to set the tab off (real seconds)."""

_NO_SUCH_NAME = "net::ERR_NAME_NOT_RESOLVED"


class _StaysError(Exception):
    """The tab stays on its page."""


class Departure:
    """The last departure of a tab. To be used in its driver's loop."""

    def __init__(self) -> None:
        self.answer: Response | None = None
        """The last answer to the tab itself, be it one that leads elsewhere."""
        self.blocked: list[str] = []
        """What was asked for where no name leads."""
        self.no_name: str | None = None
        """Where the tab itself was led, if no name leads there."""
        self._sets_off = asyncio.Event()
        self._is_nowhere = asyncio.Event()

    def watch(self, tab: PlaywrightTab) -> None:
        """Listen to what *tab* asks for from now on."""
        tab.on("request", self._asked)
        tab.on("framenavigated", self._arrived)
        tab.on("response", self._answered)
        tab.on("requestfailed", self._failed)

    @property
    def is_answered(self) -> bool:
        """Tell whether there is an answer, and not only one that leads elsewhere."""
        return self.answer is not None and "location" not in self.answer.headers

    def forget(self) -> None:
        """Forget the last one: another begins."""
        self.answer = self.no_name = None
        self.blocked.clear()
        self._is_nowhere.clear()

    async def told_where(self, failed: PlaywrightError) -> None:
        """Wait for :attr:`no_name`, if *failed* says that no name leads there.

        The address is told apart, and may come after the failure.
        """
        if _NO_SUCH_NAME in str(failed):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_nowhere.wait(), SETS_OFF_S)

    async def begin(
        self, tab: PlaywrightTab, act: Callable[[], Awaitable[object]], most_ms: float
    ) -> None:
        """Do *act* in *tab*, and wait for where it leads, if the tab sets off at all.

        A script may well answer within the page, and ask for no other.
        """
        self._sets_off.clear()
        with suppress(_StaysError):
            async with tab.expect_navigation(timeout=most_ms):
                await act()
                try:
                    await asyncio.wait_for(self._sets_off.wait(), SETS_OFF_S)
                except TimeoutError:
                    raise _StaysError from None

    def _asked(self, request: Request) -> None:
        if _of_tab(request):
            self._sets_off.set()

    def _arrived(self, frame: Frame) -> None:
        if frame.parent_frame is None:  # without a request: a place within the page
            self._sets_off.set()

    def _answered(self, response: Response) -> None:
        if _of_tab(response.request):
            self.answer = response

    def _failed(self, request: Request) -> None:
        reason = request.failure or ""
        if _NO_SUCH_NAME in reason and urlsplit(request.url).hostname not in LOOPBACK:
            self.blocked.append(request.url)
            if _of_tab(request):
                self.no_name = request.url
                self._is_nowhere.set()


def _of_tab(request: Request) -> bool:
    """Tell whether *request* is for a page of the tab itself, not of a frame in it."""
    if not request.is_navigation_request():
        return False
    try:
        return request.frame.parent_frame is None
    except PlaywrightError:  # the frame does not exist yet: the tab itself
        return True
