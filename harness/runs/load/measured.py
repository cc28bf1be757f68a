"""A browser that tells how long each page took: redirections included, as one waits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from harness.errors import HarnessError
from harness.forms import Submission
from harness.pages import Page
from harness.target import Browser
from harness.wrapped_browser import WrappedBrowser
from simulator.clock import real_seconds

_SERVER_ERROR = 500
_TOO_MANY = 429
_DRAWN = re.compile(r".*\d.*|.{25,}")
"""What a portal draws into a path: a number, a token. Pages are told apart without."""


@dataclass(frozen=True, slots=True)
class PageTime:
    """How one page came.

    Attributes:
        method: how it was asked for.
        path: its address, without what names one person or one link.
        seconds: from the request to the whole answer.
        requests: how many were sent for it, redirections included.
        size: of the answer, in bytes.
        error: why it counts as failed; empty if it does not.
    """

    method: str
    path: str
    seconds: float
    requests: int
    size: int
    error: str = ""


Told = Callable[[PageTime], None]


class MeasuredBrowser(WrappedBrowser):
    """The browser *inner*; *told* hears of every page, forms at once apart."""

    def __init__(self, inner: Browser, told: Told) -> None:
        super().__init__(inner)
        self._told = told

    def visit(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Open *url*."""
        return self._measured(
            method, url, lambda: self._inner.visit(url, method=method, headers=headers)
        )

    def submit(
        self, submission: Submission, *, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send a form."""
        form = submission.form
        return self._measured(
            form.method,
            form.action,
            lambda: self._inner.submit(submission, headers=headers),
        )

    def _measured(self, method: str, url: str, act: Callable[[], Page]) -> Page:
        path, began = path_of(url), real_seconds()
        try:
            page = act()
        except HarnessError as failed:
            took, why = real_seconds() - began, type(failed).__name__
            self._told(PageTime(method, path, took, 1, 0, why))
            raise
        took, failed_with = real_seconds() - began, ""
        if page.status >= _SERVER_ERROR or page.status == _TOO_MANY:
            failed_with = f"HTTP {page.status}"
        hops, size = len(page.via) + 1, len(page.body)
        self._told(PageTime(method, path, took, hops, size, failed_with))
        return page


def path_of(url: str) -> str:
    """Return the path of *url*, with « … » for what was drawn in it."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return "…"
    steps = ("…" if _DRAWN.fullmatch(step) else step for step in path.split("/"))
    return "/".join(steps) or "/"
