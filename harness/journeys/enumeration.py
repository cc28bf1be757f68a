"""Trying out numbers, known or not, to see whether the portal tells (B01)."""

from __future__ import annotations

from harness.errors import NotOffered
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import fill_request
from harness.journeys.login import log_in
from harness.journeys.world import World
from harness.pages import Page


def fail_to_log_in(affiliate: Affiliate, times: int) -> None:
    """Try *times* times to log in with a password that is not hers.

    Raises:
        NotOffered: not even the first time is there a form.
    """
    for number in range(times):
        try:
            log_in(affiliate, "Inconnu2026")
        except NotOffered:
            if not number:
                raise
            return  # a portal that holds people up may withdraw its form


def request_again(affiliate: Affiliate) -> tuple[Page, Page]:
    """Fill the request in twice, in two browsers; return step 5 as each shows it."""
    fill_request(affiliate)
    first = affiliate.page
    affiliate.change_browser()
    fill_request(affiliate)
    return first, affiliate.page


def request_all(world: World) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """Have everybody fill the request in; return step 5 of the known, the unknown."""
    for affiliate in world.people:
        fill_request(affiliate)
    strangers = world.without_account
    known = (one.page for one in world.people if one not in strangers)
    return tuple(known), tuple(somebody.page for somebody in strangers)
