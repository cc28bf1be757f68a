"""The clock of a browser's pages, which moves with the portal's."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.async_api import BrowserContext

_MILLISECOND = timedelta(milliseconds=1)


async def install(context: BrowserContext, instant: datetime) -> None:
    """Have the pages of *context* begin at *instant* (aware). Before its first page.

    From then on their time runs, as timers need; the portal's stands still.
    """
    await context.clock.install(time=instant.isoformat())


async def move(context: BrowserContext, before: datetime, after: datetime) -> None:
    """Follow the portal from *before* to *after* (both aware).

    Forwards the timers that became due fire, once each: a CAPTCHA expires.
    """
    if after > before:
        await context.clock.fast_forward((after - before) // _MILLISECOND)
    await context.clock.set_system_time(after.isoformat())
