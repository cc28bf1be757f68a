"""Leading a tab from public addresses to where they are served."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as PlaywrightTab

from harness.addresses import served

_TEMPORARY_REDIRECT = 307
"""Keeps the method and what is sent (RFC 9110 §15.4.8)."""


async def lead(tab: PlaywrightTab, rewrite: Mapping[str, str]) -> None:
    """Have *tab* find what it asks for at a public address where *rewrite* says.

    Chromium maps names to addresses, but not https to http. So every request for such
    an address is answered with a redirection, the redirected ones too, of which
    Playwright's own routes are not told.
    """
    session = await tab.context.new_cdp_session(tab)
    underway: set[asyncio.Task[None]] = set()

    def paused(event: dict[str, Any]) -> None:
        """Answer a request that waits."""
        answering = asyncio.ensure_future(_answer(session, event, rewrite))
        underway.add(answering)
        answering.add_done_callback(underway.discard)

    session.on("Fetch.requestPaused", paused)
    patterns = [{"urlPattern": f"{_origin(public)}/*"} for public in rewrite]
    await session.send("Fetch.enable", {"patterns": patterns})


def _origin(public: str) -> str:
    """Return whose address *public* is, as Chromium writes it: in lower case."""
    parts = urlsplit(public)
    return f"{parts.scheme}://{parts.netloc}".lower()


async def _answer(
    session: CDPSession, event: Mapping[str, Any], rewrite: Mapping[str, str]
) -> None:
    request = {"requestId": event["requestId"]}
    asked = event["request"]["url"]
    leads = served(asked, rewrite)
    with suppress(PlaywrightError):  # the tab went on, or is closed
        if leads == asked:
            await session.send("Fetch.continueRequest", request)
            return
        location = [{"name": "Location", "value": leads}]
        answer = {"responseCode": _TEMPORARY_REDIRECT, "responseHeaders": location}
        await session.send("Fetch.fulfillRequest", request | answer)
