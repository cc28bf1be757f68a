"""Where the portal sends a browser, and where its pages lead (B52, B59)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from harness.checks.failure import require
from harness.checks.pages import seen
from harness.labels import normalised
from harness.markup import parse_html
from harness.pages import Page

_CLIENT_ERROR = 400
_SUCCESS = range(200, 300)
_TWO_PASSWORDS = 2


def stay_on_site(pages: Iterable[Page], home: str, elsewhere: str) -> None:
    """Check that no redirection, link, form or refresh leads to *elsewhere*.

    A redirection leads nowhere else outside the site of *home* either.
    """
    foreign = urlsplit(elsewhere.replace("\\", "/")).hostname or elsewhere
    for page in pages:
        for address in (page.url, *page.via, *_redirections(page)):
            require(
                _is_of_site(address, page, home),
                f"Le portail renvoie à {address}. {seen(page)}",
            )
        for address in _ways_on(page):
            require(
                urlsplit(address).hostname != foreign and address != elsewhere,
                f"La page mène à {address}. {seen(page)}",
            )


def offers_to_change(page: Page) -> None:
    """Check a redirection to where one changes or resets the password (W3C, B59)."""
    require(page.via, f"Aucune redirection vers la page du mot de passe. {seen(page)}")
    changes = any(form.passwords >= _TWO_PASSWORDS for form in page.forms)
    buttons = {button.text for form in page.forms for button in form.buttons}
    links = {link.text for link in page.links}
    require(
        page.status < _CLIENT_ERROR
        and (
            changes
            or normalised(page.labels.reset) in buttons
            or normalised(page.labels.forgotten) in links
        ),
        f"La page n'offre pas de changer de mot de passe. {seen(page)}",
    )


def is_missing(page: Page) -> None:
    """Check that an address that does not exist is not answered as if it did."""
    require(
        page.status not in _SUCCESS,
        f"Une adresse qui n'existe pas reçoit une réponse ordinaire. {seen(page)}",
    )


def _redirections(page: Page) -> Iterator[str]:
    for name, value in (*page.via_headers, *page.headers):
        if name.lower() == "location":
            yield value
        if name.lower() == "refresh":
            yield from _refresh(value)
    for meta in parse_html(page.body).iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            yield from _refresh(meta.get("content") or "")


def _refresh(value: str) -> Iterator[str]:
    found = re.search(r"url\s*=\s*['\"]?([^'\"]+)", value, re.IGNORECASE)
    if found:
        yield found[1]


def _ways_on(page: Page) -> Iterator[str]:
    """Yield where links and forms lead, as browsers read them."""
    for element in parse_html(page.body).iter():
        for name in ("href", "action", "formaction", "src"):
            if address := element.get(name):
                yield page.opened(_as_browsers_read(address, page.url))


def _as_browsers_read(address: str, base: str) -> str:
    """Return *address* made absolute; a backslash is a slash, spaces are dropped."""
    cleaned = re.sub(r"[\t\r\n]", "", address.strip()).replace("\\", "/")
    cleaned = re.sub(r"^/{3,}", "//", cleaned)
    try:
        return urljoin(base, cleaned)
    except ValueError:
        return base


def _is_of_site(address: str, page: Page, home: str) -> bool:
    parts = urlsplit(page.opened(_as_browsers_read(address, page.url)))
    host = urlsplit(home).hostname or ""
    domain = ".".join(host.split(".")[-2:])
    there = parts.hostname or ""
    return parts.scheme in {"http", "https"} and (
        there == domain or there.endswith(f".{domain}")
    )
