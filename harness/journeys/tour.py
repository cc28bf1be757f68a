"""Seeing every page of the procedure, its refusals included."""

from __future__ import annotations

from urllib.parse import urljoin

from harness.journeys.access import open_personal_space
from harness.journeys.affiliate import Affiliate
from harness.journeys.captcha import Captcha
from harness.journeys.demand import Channel, fill_request, validate_choice
from harness.journeys.login import log_in
from harness.journeys.mails import (
    follow_reset_link,
    open_changed_link,
    open_reset_mail,
)
from harness.journeys.password import choose_password

_WELL_KNOWN = "/.well-known/change-password"
_NO_SUCH_RESOURCE = (
    "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200"
)


def walk_through(affiliate: Affiliate, password: str) -> None:
    """Walk steps 1 to 9 by mail, make every mistake on the way, then log in."""
    log_in(affiliate, "Inconnu2026")
    fill_request(affiliate, captcha=Captcha.ABSENT)
    fill_request(affiliate)
    validate_choice(affiliate, None)
    validate_choice(affiliate, Channel.MAIL)
    open_reset_mail(affiliate)
    open_changed_link(affiliate, "sans sa dernière lettre")
    follow_reset_link(affiliate)
    choose_password(affiliate, "trop court")
    choose_password(affiliate, password)
    log_in(affiliate, password)


def open_page_of(affiliate: Affiliate, other: Affiliate) -> None:
    """Open, in her own browser, the address where *other* is."""
    affiliate.visit(other.page.url)


def open_change_password(affiliate: Affiliate) -> None:
    """Open the well-known address, where one logs in (W3C, B59)."""
    open_personal_space(affiliate)
    affiliate.visit(urljoin(affiliate.page.url, _WELL_KNOWN))


def open_no_such_resource(affiliate: Affiliate) -> None:
    """Open the address by which a password manager tells whether 404 means 404."""
    open_personal_space(affiliate)
    affiliate.visit(urljoin(affiliate.page.url, _NO_SUCH_RESOURCE))
