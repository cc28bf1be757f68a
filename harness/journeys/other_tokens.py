"""A token in place of another: sessions, anti-forgery values and reset links (B08)."""

from __future__ import annotations

from enum import Enum
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlsplit

from harness.errors import ConfigurationError
from harness.journeys.affiliate import Affiliate
from harness.journeys.mails import link_of
from harness.pages import Page
from harness.tokens.reading import token_of, with_token

_SHORTEST, _LONGEST = 8, 2000
"""Characters of what may pass for a token in an address."""

_MOST = 30


class Proof(Enum):
    """How a token is shown as a proof of identity; the value is the features'."""

    COOKIES = "à la place de ce que son navigateur retient"
    BEARER = "comme preuve d'identité"
    ADDRESS = "dans l'adresse de son espace"


def present_other_tokens(affiliate: Affiliate) -> None:
    """Open the link of her mail with every secret that the portal's pages gave her.

    That is: her session and whatever else it had her browser keep, the hidden values
    of its forms, and what names her request in the addresses of its pages. Each is
    tried in a browser that knows nothing.
    """
    url = link_of(affiliate, affiliate.mail)
    given = _given(affiliate.world.seen_pages) - {token_of(url)}
    tried = sorted(given)[:_MOST]
    affiliate.world.note(f"{len(tried)} secret(s) du portail essayé(s) comme jeton.")
    affiliate.answers = tuple(
        affiliate.world.open_browser().visit(with_token(url, value)) for value in tried
    )


def present_reset_token(affiliate: Affiliate, proof: Proof) -> None:
    """Go to her personal space from a new browser, with the reset token as *proof*.

    Raises:
        ConfigurationError: she has not logged in before: nobody knows where it is.
    """
    space = affiliate.personal_space_url
    if space is None:
        raise ConfigurationError("Nobody has seen her personal space yet.")
    token = token_of(link_of(affiliate, affiliate.mail))
    kept = {name for name, _ in _cookies(affiliate.world.seen_pages)}
    names = sorted(kept) or ["session"]
    headers = {
        Proof.COOKIES: {"cookie": "; ".join(f"{name}={token}" for name in names)},
        Proof.BEARER: {"authorization": f"Bearer {token}"},
        Proof.ADDRESS: {},
    }
    address = with_token(space, token) if proof is Proof.ADDRESS else space
    browser = affiliate.world.open_browser()
    affiliate.show(browser.visit(address, headers=headers[proof]))


def _given(pages: list[Page]) -> set[str]:
    hidden = {
        item.value
        for page in pages
        for form in page.forms
        for item in form.fields
        if item.kind == "hidden"
    }
    kept = {value for _, value in _cookies(pages)}
    values = hidden | kept | _named_in_addresses(pages)
    return {value for value in values if _SHORTEST <= len(value) <= _LONGEST}


def _named_in_addresses(pages: list[Page]) -> set[str]:
    """Return the parts of the pages' addresses that hold a digit: words name pages."""
    found: set[str] = set()
    for address in (url for page in pages for url in (*page.via, page.url)):
        parts = urlsplit(address)
        found |= {*parts.path.split("/"), *(v for _, v in parse_qsl(parts.query))}
    return {part for part in found if any(char.isdigit() for char in part)}


def _cookies(pages: list[Page]) -> set[tuple[str, str]]:
    """Return name and value of all that the portal ever had browsers keep.

    A value that another has replaced, in this browser or the next, may still be a
    session's.
    """
    kept: set[tuple[str, str]] = set()
    for page in pages:
        for name, value in (*page.via_headers, *page.headers):
            if name.lower() != "set-cookie":
                continue
            try:
                morsels = SimpleCookie(value)
            except CookieError:
                continue
            kept |= {(key, morsel.value) for key, morsel in morsels.items()}
    return kept
