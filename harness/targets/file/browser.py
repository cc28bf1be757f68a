"""A browser on a portal whose public addresses are served elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from harness.addresses import served
from harness.errors import NoSuchName, Unreachable
from harness.forms import Submission
from harness.labels import Labels
from harness.pages import Page
from harness.target import Browser, Seen
from harness.targets.file.way import is_open_to, not_of_portal
from harness.wrapped_browser import WrappedBrowser

_MOST_LEGS = 10
"""Public addresses that one page may lead through."""


class PortalBrowser(WrappedBrowser):
    """Opens addresses where they are served, and reads pages by the portal's words.

    Args:
        open_browser: opens the browser that does the work.
        seen: is told of every page.
        labels: the portal's words.
        rewrite: where public addresses are served.
        hosts: what belongs to the portal; no other address is opened.
    """

    def __init__(
        self,
        open_browser: Callable[[Seen], Browser],
        seen: Seen,
        labels: Labels,
        rewrite: Mapping[str, str],
        hosts: frozenset[str],
    ) -> None:
        super().__init__(open_browser(lambda _: None))
        self._seen = seen
        self._labels = labels
        self._rewrite = rewrite
        self._hosts = hosts

    def visit(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Open *url* where it is served.

        Raises:
            NotObservable: it is not of the portal, or leads out of it.
        """
        visit = partial(self._inner.visit, method=method, headers=headers)
        return self._arrived(partial(visit, self._opened(url)), headers)

    def submit(
        self, submission: Submission, *, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send a form where it is served.

        Raises:
            NotObservable: it does not lead to the portal.
        """
        led = self._led(submission)
        return self._arrived(partial(self._inner.submit, led, headers=headers), headers)

    def submit_at_once(self, submissions: Sequence[Submission]) -> tuple[Page, ...]:
        """Send forms at the same instant, where they are served."""
        led = [self._led(submission) for submission in submissions]
        return tuple(self._read(page) for page in self._inner.submit_at_once(led))

    def _arrived(
        self, go: Callable[[], Page], headers: Mapping[str, str] | None
    ) -> Page:
        """Return the page that *go* leads to, by way of public addresses or not.

        A real browser knows no way to a public address that is served elsewhere: it
        goes on from there.

        Raises:
            NotObservable: *go* leads out of the portal.
            Unreachable: it leads nowhere.
        """
        leads = ""
        for _ in range(_MOST_LEGS):
            try:
                return self._read(go())
            except NoSuchName as out:
                leads = served(out.url, self._rewrite)
                if leads == out.url:
                    if is_open_to(out.url, self._hosts):
                        raise
                    raise not_of_portal(out.url) from out
                go = partial(self._inner.visit, leads, headers=headers)
        raise Unreachable(f"{leads} redirige sans fin.")

    def _opened(self, url: str) -> str:
        address = served(url, self._rewrite)
        if not is_open_to(address, self._hosts):
            raise not_of_portal(address)
        return address

    def _led(self, submission: Submission) -> Submission:
        action = self._opened(submission.form.action)
        return replace(submission, form=replace(submission.form, action=action))

    def _read(self, page: Page) -> Page:
        read = replace(page, labels=self._labels, rewrite=self._rewrite)
        self._seen(read)
        return read
