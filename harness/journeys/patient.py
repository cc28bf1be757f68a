"""Waiting where a portal asks for it, since its limits cannot be reset.

Whoever tests limits does not wait: there the refusal is what is looked at.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from harness.errors import NotObservable
from harness.forms import Submission
from harness.journeys.captcha import FIELD
from harness.pages import Page
from harness.target import Browser, Capability
from harness.wrapped_browser import WrappedBrowser
from simulator.clock import real_now

if TYPE_CHECKING:
    from harness.journeys.world import World

LONGEST_WAIT_S = 90.0
"""How long one answer may be waited for in all (real seconds)."""

_TOO_MANY = 429
_LEAST_S = 0.5


class PatientBrowser(WrappedBrowser):
    """Waits as long as « 429 » says and tries again, but with forms sent at once."""

    def __init__(self, browser: Browser, world: World) -> None:
        super().__init__(browser)
        self._world = world

    def visit(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Open *url*, later if need be."""
        return self._patiently(
            lambda: self._inner.visit(url, method=method, headers=headers)
        )

    def submit(
        self, submission: Submission, *, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send a form, later if need be: then with another CAPTCHA response."""
        first = [submission]

        def send() -> Page:
            now = first.pop() if first else self._with_fresh_captcha(submission)
            return self._inner.submit(now, headers=headers)

        return self._patiently(send)

    def _patiently(self, act: Callable[[], Page]) -> Page:
        page, waited = act(), 0.0
        while (
            wait := _told_to_wait(page)
        ) is not None and not self._world.tests_limits:
            if waited + wait > LONGEST_WAIT_S:
                raise NotObservable(
                    f"le portail demande d'attendre {wait:.0f} s (429), et ses limites "
                    "ne se remettent pas à zéro"
                )
            threading.Event().wait(wait)
            page, waited = act(), waited + wait
        return page

    def _with_fresh_captcha(self, submission: Submission) -> Submission:
        """Return *submission* with a response not used yet, if it had a good one."""
        key = submission.form.captcha_site_key
        # A response that is wrong on purpose is what the scenario is about: it stays.
        solver = self._world.solvers.get(dict(submission.pairs).get(FIELD, ""))
        if solver is None or key is None:
            return submission
        if Capability.CAPTCHA not in self._world.target.capabilities:
            return submission
        told = self._world.surroundings.captcha_told
        host = told.host or urlsplit(submission.form.action).hostname or ""
        fresh = self._world.captcha.solve(key, host)
        self._world.solvers[fresh] = solver
        solver.used_captcha = fresh
        return submission.setting(FIELD, fresh)


def _told_to_wait(page: Page) -> float | None:
    """Return how long « 429 » asks to wait (real seconds); None if it does not say."""
    told = {name.lower(): value for name, value in page.headers}.get("retry-after", "")
    if page.status != _TOO_MANY or not told:
        return None
    if told.strip().isdecimal():
        return max(float(told), _LEAST_S)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((aware - real_now()).total_seconds(), _LEAST_S)
