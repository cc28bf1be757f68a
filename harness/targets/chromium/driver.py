"""Playwright and one Chromium, in a thread with an event loop of their own.

Playwright's objects belong to their loop: nothing touches them from another thread.
Whoever wants something done hands a coroutine over and waits for what it returns; so
nothing is under way while a scenario's freeze begins or ends.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from harness.errors import ConfigurationError, Unreachable
from simulator.clock import real_seconds

T = TypeVar("T")

_PATIENCE_S = 60.0
"""More than everything that Playwright itself waits for while doing one thing."""


class _Loop(asyncio.SelectorEventLoop):
    """A loop that reckons in real time, also while a scenario's freeze begins or ends.

    freezegun's ``real_asyncio`` sees to the loop of the main thread alone; any other
    that reads the time while a freeze ends falls over it.
    """

    def time(self) -> float:
        """Return real seconds."""
        return real_seconds()


class Driver:
    """One running Chromium. Any thread may hand work over.

    Args:
        executable: the program.
        arguments: its options, beside those that Playwright gives it.

    Raises:
        ConfigurationError: it does not start.
    """

    def __init__(self, executable: str, arguments: Sequence[str]) -> None:
        self._loop = _Loop()
        self._thread = threading.Thread(target=self._live, name="chromium", daemon=True)
        self._thread.start()
        self._playwright: Playwright | None = None
        try:
            self.browser = self._done(self._launch(executable, list(arguments)))
        except PlaywrightError as failed:
            self.close()
            raise ConfigurationError(
                f"{executable} does not start: {first_line(failed)}"
            ) from failed

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Have *work* done and return what it returns.

        Raises:
            Unreachable: it takes for ever, or the browser is gone or at a loss.
        """
        try:
            return self._done(work)
        except TimeoutError as late:
            raise Unreachable(
                f"Le navigateur n'a rien fait en {_PATIENCE_S:.0f} secondes."
            ) from late
        except PlaywrightError as failed:
            raise Unreachable(f"Le navigateur a échoué : {first_line(failed)}") from (
                failed
            )

    def close(self) -> None:
        """End Chromium, Playwright and the thread. Twice is harmless."""
        if not self._thread.is_alive():
            return
        try:
            with suppress(PlaywrightError):  # Chromium was gone already
                self._done(self._end())
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(_PATIENCE_S)
            self._loop.close()

    def _done(self, work: Coroutine[Any, Any, T]) -> T:
        if not self._thread.is_alive():
            work.close()
            raise Unreachable("Le navigateur est fermé.")
        done = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return done.result(_PATIENCE_S)
        except TimeoutError:
            done.cancel()
            raise

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _launch(self, executable: str, arguments: list[str]) -> Browser:
        self._playwright = await async_playwright().start()
        return await self._playwright.chromium.launch(
            executable_path=executable,
            args=arguments,
            # A signal to the bench is the bench's affair: it closes the browser.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )

    async def _end(self) -> None:
        if self._playwright is not None:
            browser = getattr(self, "browser", None)
            if browser is not None:
                await browser.close()
            await self._playwright.stop()


def first_line(error: PlaywrightError) -> str:
    """Return what Playwright says in one line; the rest is its log of calls."""
    return error.message.partition("\n")[0]
