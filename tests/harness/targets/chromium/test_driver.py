"""The thread in which Chromium is driven."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from harness.targets.chromium.browser import ChromiumBrowser
from harness.targets.chromium.driver import Driver
from simulator.clock import PARIS, FrozenClock


async def _now() -> float:
    return asyncio.get_running_loop().time()


def test_its_time_is_real_while_the_scenario_stands_still(chromium: Driver) -> None:
    """A loop that read frozen time would wait for ever, or fall as the freeze ends."""
    clock = FrozenClock(datetime(2026, 3, 10, 12, tzinfo=PARIS))
    clock.start()
    try:
        began = chromium.run(_now())
        threading.Event().wait(0.02)
        ended = chromium.run(_now())
    finally:
        clock.stop()

    assert 0.02 <= ended - began


def test_several_threads_use_one_browser(browser: ChromiumBrowser, site: str) -> None:
    """One tab does one thing at a time: each thread gets the page that it asked for."""
    paths = ["/script", "/place", "/latin", "/demande"] * 3
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda path: browser.visit(f"{site}{path}"), paths))

    assert [f"{site}{path}" for path in paths] == [page.url for page in pages]
