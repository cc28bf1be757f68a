"""Sessions that are open in several browsers at once (B23, B25)."""

from __future__ import annotations

from harness.errors import NotOffered
from harness.journeys.affiliate import Affiliate
from harness.journeys.login import log_in

_CLIENT_ERROR = 400


def open_sessions(affiliate: Affiliate, count: int) -> None:
    """Log in in *count* browsers, then go on in one more that knows nothing.

    Raises:
        NotOffered: her own password does not let her in.
    """
    for _ in range(count):
        affiliate.change_browser()
        log_in(affiliate, affiliate.person.password)
        page = affiliate.page
        if page.asks_to_log_in or page.status >= _CLIENT_ERROR:
            raise NotOffered(page.without("l'espace personnel"))
        affiliate.sessions.append((affiliate.browser, page.url))
    affiliate.change_browser()


def revisit_sessions(affiliate: Affiliate) -> None:
    """Return to the personal space in each of these browsers; keep the answers."""
    affiliate.answers = tuple(browser.visit(url) for browser, url in affiliate.sessions)
    affiliate.show(affiliate.answers[-1])
