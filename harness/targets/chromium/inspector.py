"""The inspector of a tab of Chromium."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, TypeVar

from playwright.async_api import CDPSession
from playwright.async_api import Page as Tab

from harness.drawing import AxeReport, Captcha, Layout, Strain, Voiced, Walk
from harness.pages import Page
from harness.targets.chromium.inspection import (
    axe_run,
    captcha,
    keys,
    layouts,
    states,
    tab_walk,
    voices,
)

T = TypeVar("T")


class OnTab(Protocol):
    """Runs what is to be done on the open tab, where its browser lives."""

    def __call__(self, act: Callable[[Tab], Awaitable[T]]) -> T:
        """Run *act* and return what it returns."""
        ...


class Go(Protocol):
    """Does what leads to another page, and returns that page."""

    def __call__(self, act: Callable[[Tab], Awaitable[object]]) -> Page:
        """Run *act* and return where it leads."""
        ...


class ChromiumInspector:
    """Looks at the page that a tab shows (:class:`harness.drawing.Inspector`)."""

    def __init__(self, on_tab: OnTab, go: Go) -> None:
        self._on_tab = on_tab
        self._go = go

    def axe(self, width: int) -> AxeReport:
        """Run axe-core's RGAA rules in a window *width* CSS pixels wide."""
        return self._on_tab(lambda tab: axe_run.judge(tab, width))

    def contrast(self) -> AxeReport:
        """Measure the contrast of texts, at rest, hovered, focused and pressed."""
        return self._debug(states.contrast)

    def walk(self) -> Walk:
        """Press Tab from the top of the page until the focus leaves; then go back."""
        return self._debug(tab_walk.walk)

    def layout(self, strain: Strain) -> Layout:
        """Draw the page under *strain*, and compare."""
        return self._debug(lambda tab, session: layouts.strained(tab, session, strain))

    def captcha(self) -> Captcha:
        """Press Tab until the focus is in the CAPTCHA, and look at it.

        Raises:
            NotObservable: the page shows no CAPTCHA's frame.
        """
        return self._on_tab(captcha.reach)

    def voiced(self) -> tuple[Voiced, ...]:
        """Return the fields, groups and alerts as assistive technologies get them."""
        return self._debug(voices.of_page)

    def send_by_keyboard(self, answers: Mapping[str, str], button: str) -> Page:
        """Fill the form in with the keys alone, CAPTCHA included, and send it.

        Raises:
            NotOffered: the keyboard did not reach one of them.
        """
        return self._go(lambda tab: keys.fill_in_and_send(tab, answers, button))

    def _debug(self, act: Callable[[Tab, CDPSession], Awaitable[T]]) -> T:
        """Run *act* with a debugger's session, closed afterwards."""

        async def attached(tab: Tab) -> T:
            session = await tab.context.new_cdp_session(tab)
            try:
                return await act(tab, session)
            finally:
                await session.detach()

        return self._on_tab(attached)
