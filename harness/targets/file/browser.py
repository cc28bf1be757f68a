"""A browser on a portal whose public addresses are served elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from harness.addresses import served
from harness.errors import NoSuchName
from harness.forms import Submission
from harness.labels import Labels
from harness.pages import Page
from harness.target import Browser, Seen
from harness.targets.file.way import is_open_to, not_of_portal
from harness.wrapped_browser import WrappedBrowser


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
        address = self._opened(url)
        with self._within_portal():
            page = self._inner.visit(address, method=method, headers=headers)
        return self._read(page)

    def submit(
        self, submission: Submission, *, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send a form where it is served.

        Raises:
            NotObservable: it does not lead to the portal.
        """
        led = self._led(submission)
        with self._within_portal():
            page = self._inner.submit(led, headers=headers)
        return self._read(page)

    def submit_at_once(self, submissions: Sequence[Submission]) -> tuple[Page, ...]:
        """Send forms at the same instant, where they are served."""
        led = [self._led(submission) for submission in submissions]
        return tuple(self._read(page) for page in self._inner.submit_at_once(led))

    @contextmanager
    def _within_portal(self) -> Iterator[None]:
        """Tell a way out of the portal from a name of the portal's that fails."""
        try:
            yield
        except NoSuchName as out:
            if is_open_to(out.url, self._hosts):
                raise
            raise not_of_portal(out.url) from out

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
