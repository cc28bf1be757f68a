"""Sending what no page of the portal would send: headers, parameters, methods."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from harness.errors import NotOffered
from harness.forms import Submission
from harness.journeys.access import open_forgotten_password, open_personal_space
from harness.journeys.affiliate import Affiliate
from harness.journeys.filled import (
    choice_form,
    login_form,
    password_form,
    request_form,
)
from harness.journeys.mails import follow_reset_link, link_of


def request_with_header(affiliate: Affiliate, header: str, value: str) -> None:
    """Walk steps 4 and 5 by mail, sending *header* with both forms (B14).

    A portal that refuses such a request is left at that.
    """
    headers = {header: value}
    open_forgotten_password(affiliate)
    affiliate.submit(request_form(affiliate), headers)
    try:
        choice = choice_form(affiliate)
    except NotOffered:
        return
    affiliate.submit(choice, headers)


def request_with(affiliate: Affiliate, name: str, value: str) -> None:
    """Walk steps 4 and 5 by mail, adding a parameter to both forms (B21).

    Portals read parameters from the address as well: it stands there, too.
    """
    open_forgotten_password(affiliate)
    affiliate.submit(_going_on(request_form(affiliate), name, value))
    try:
        choice = choice_form(affiliate)
    except NotOffered:
        return
    affiliate.submit(_going_on(choice, name, value))


def choose_password_with(
    affiliate: Affiliate, password: str, name: str, value: str
) -> None:
    """Follow the link and choose *password*, adding a parameter to the form."""
    follow_reset_link(affiliate)
    affiliate.submit(added(password_form(affiliate, password), name, value))


def validate_by_address(affiliate: Affiliate) -> None:
    """At step 5, send the choice of the mail as an address is opened (B18)."""
    _open(affiliate, choice_form(affiliate))


def choose_by_address(affiliate: Affiliate, password: str) -> None:
    """At step 8, send *password* as an address is opened (B18)."""
    _open(affiliate, password_form(affiliate, password))


def log_in_by_address(affiliate: Affiliate) -> None:
    """Log in with her own password, sent as an address is opened (B18)."""
    open_personal_space(affiliate)
    _open(affiliate, login_form(affiliate, affiliate.person.password))
    affiliate.visit(affiliate.page.url.partition("?")[0])


def log_in_towards(affiliate: Affiliate, name: str, address: str) -> None:
    """Log in, a parameter asking to go on to *address* (B52)."""
    open_personal_space(affiliate)
    affiliate.visit(with_query(affiliate.page.url, name, address))
    try:
        submission = login_form(affiliate, affiliate.person.password)
    except NotOffered:
        return  # whoever refuses such a request leads nowhere
    affiliate.submit(_going_on(submission, name, address))


def request_towards(affiliate: Affiliate, name: str, address: str) -> None:
    """Pass steps 4 and 5, a parameter asking to go on to *address* (B52)."""
    open_forgotten_password(affiliate)
    affiliate.visit(with_query(affiliate.page.url, name, address))
    try:
        affiliate.submit(_going_on(request_form(affiliate), name, address))
        affiliate.submit(_going_on(choice_form(affiliate), name, address))
    except NotOffered:
        return  # whoever refuses such a request leads nowhere


def reset_towards(affiliate: Affiliate, password: str, name: str, address: str) -> None:
    """Follow the link and choose *password*, asking to go on to *address* (B52)."""
    affiliate.visit(with_query(link_of(affiliate, affiliate.mail), name, address))
    try:
        submission = password_form(affiliate, password)
    except NotOffered:
        return  # whoever refuses such a request leads nowhere
    affiliate.submit(_going_on(submission, name, address))
    affiliate.chosen_password = password


def with_query(url: str, name: str, value: str) -> str:
    """Return *url* with one more parameter."""
    joint = "&" if "?" in url else "?"
    return f"{url}{joint}{name}={quote(value, safe='')}"


def added(submission: Submission, name: str, value: str) -> Submission:
    """Return *submission* with one more pair, whatever it sends already."""
    return replace(submission, pairs=(*submission.pairs, (name, value)))


def _going_on(submission: Submission, name: str, address: str) -> Submission:
    action = with_query(submission.form.action, name, address)
    form = replace(submission.form, action=action)
    return added(replace(submission, form=form), name, address)


def _open(affiliate: Affiliate, submission: Submission) -> None:
    form = replace(submission.form, method="GET")
    affiliate.submit(replace(submission, form=form))
