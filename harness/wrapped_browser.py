"""A browser around another: whatever it has no way of its own for, the other does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harness.drawing import Inspector
from harness.forms import Submission
from harness.pages import Page
from harness.target import Browser


class WrappedBrowser:
    """Does everything as *inner* does; what differs is overridden."""

    def __init__(self, inner: Browser) -> None:
        self._inner = inner

    def visit(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Open *url*."""
        return self._inner.visit(url, method=method, headers=headers)

    def submit(
        self, submission: Submission, *, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send a form."""
        return self._inner.submit(submission, headers=headers)

    def submit_at_once(self, submissions: Sequence[Submission]) -> tuple[Page, ...]:
        """Send forms at the same instant."""
        return self._inner.submit_at_once(submissions)

    def solve_captcha(self, submission: Submission) -> str | None:
        """Have the widget solve it, if it runs in this browser."""
        return self._inner.solve_captcha(submission)

    def inspector(self) -> Inspector:
        """Return what looks closely at the page, if this browser draws."""
        return self._inner.inspector()

    def resize(self, width: int) -> None:
        """Make the window *width* CSS pixels wide."""
        self._inner.resize(width)

    def close(self) -> None:
        """Close the browser."""
        self._inner.close()
