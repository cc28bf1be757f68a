"""What the answers' headers forbid to browsers (B15 to B17)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from harness.checks.failure import require
from harness.checks.pages import seen
from harness.errors import NotObservable
from harness.labels import Stage
from harness.markup import parse_html
from harness.pages import Page

ONE_YEAR_S = 31_536_000
_AFTER_STEP_4 = (Stage.CHOICE, Stage.TAKEN, Stage.NEW_PASSWORD, Stage.CHANGED)

_TELLING_NOTHING = frozenset(
    {"no-referrer", "same-origin", "origin", "strict-origin"}
    | {"origin-when-cross-origin", "strict-origin-when-cross-origin"}
)
"""Policies under which another site gets no path and no query."""

_TELLING = frozenset({"unsafe-url", "no-referrer-when-downgrade"})
_SECRET_LENGTH = 16
_FETCHING = ("src", "srcset", "data", "poster")
_FRAMED_BY = re.compile(r"frame-ancestors\s+([^;]*)", re.IGNORECASE)
_MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d+)", re.IGNORECASE)


def header(page: Page, name: str) -> str | None:
    """Return the values of a header of *page*, joined by commas; None if absent."""
    values = [value for one, value in page.headers if one.lower() == name]
    return ", ".join(values) if values else None


def none_is_stored(pages: Iterable[Page]) -> None:
    """Check that steps 5 to 9 were all seen, and that no cache keeps them (B16)."""
    shown: set[Stage] = set()
    for page in pages:
        stages = {one for one in _AFTER_STEP_4 if page.shows_alone(one.value)}
        shown |= stages
        if stages:
            is_not_stored(page)
    missing = ", ".join(f"« {one.value} »" for one in _AFTER_STEP_4 if one not in shown)
    require(not missing, f"Ces pages de la procédure n'ont pas été vues : {missing}.")


def is_not_stored(page: Page) -> None:
    """Check that caches are told to keep nothing of *page* (ASVS 14.3.2)."""
    control = header(page, "cache-control") or ""
    directives = {one.strip().lower() for one in control.split(",")}
    require(
        "no-store" in directives,
        f"La page peut rester en cache (Cache-Control : « {control} »). {seen(page)}",
    )


def only_over_tls(pages: Iterable[Page]) -> None:
    """Check that every page asks for https for a year (ASVS 3.4.1).

    Raises:
        NotObservable: no page came over https.
    """
    secure = [page for page in pages if urlsplit(page.url).scheme == "https"]
    if not secure:
        raise NotObservable("Ce portail n'est pas servi en https.")
    for page in secure:
        value = header(page, "strict-transport-security") or ""
        found = _MAX_AGE.search(value)
        require(
            found and int(found[1]) >= ONE_YEAR_S,
            f"La page n'impose pas https pour un an : « {value} ». {seen(page)}",
        )


def have_content_policy(pages: Iterable[Page]) -> None:
    """Check that every page restricts what it may load and run (ASVS 3.4.3)."""
    for page in pages:
        policy = header(page, "content-security-policy") or ""
        require(
            re.search(r"\b(?:default|script)-src\b", policy),
            f"La page ne limite pas ce qu'elle charge : « {policy} ». {seen(page)}",
        )


def are_not_framed(pages: Iterable[Page]) -> None:
    """Check that no other site may show a page in a frame (ASVS 3.4.6)."""
    for page in pages:
        policy = header(page, "content-security-policy") or ""
        sources = [one.split() for one in _FRAMED_BY.findall(policy)]
        by_policy = bool(sources) and not any(
            source in {"*", "https:", "http:"} for one in sources for source in one
        )
        option = (header(page, "x-frame-options") or "").strip().upper()
        # Where there is frame-ancestors, browsers ignore the older header.
        sound = by_policy if sources else option in {"DENY", "SAMEORIGIN"}
        require(sound, f"Un autre site peut encadrer la page. {seen(page)}")


def are_not_sniffed(pages: Iterable[Page]) -> None:
    """Check that browsers take each page for what it says it is (ASVS 3.4.4)."""
    for page in pages:
        value = header(page, "x-content-type-options") or ""
        require(
            value.strip().lower() == "nosniff",
            f"La page n'interdit pas de deviner son type : « {value} ». {seen(page)}",
        )


def keeps_its_address(page: Page) -> None:
    """Check that no other site learns the token of *page*'s link (B15).

    Either the address carries it no more, or the policy that applies sends neither
    path nor query elsewhere; and nothing of another site is run or asked for with it.
    """
    root = parse_html(page.body)
    secrets = _secrets(page)
    for address in _addresses(root, page.url):
        require(
            not _is_elsewhere(page.opened(address), page.url)
            or not any(secret in unquote(address) for secret in secrets),
            f"La page donne son jeton à un autre site : {address}. {seen(page)}",
        )
    if not any(secret in unquote(page.url) for secret in secrets):
        return
    for script in root.iter("script"):
        try:
            source = urljoin(page.url, script.get("src") or "")
        except ValueError:  # no browser could read it either
            continue
        require(
            not _is_elsewhere(page.opened(source), page.url) or script.get("integrity"),
            f"Un script d'un autre site lit l'adresse : {source}. {seen(page)}",
        )
    policy = _referrer_policy(page, root)
    require(
        policy in _TELLING_NOTHING,
        f"L'adresse de la page part vers les autres sites (Referrer-Policy : "
        f"« {policy} »). {seen(page)}",
    )
    for element in root.iter():
        own = (element.get("referrerpolicy") or "").strip().lower()
        require(
            own not in _TELLING,
            f"Un élément envoie l'adresse de la page : {own}. {seen(page)}",
        )


def _secrets(page: Page) -> set[str]:
    """Return the long values of every address on the way to *page*: its token."""
    queries = (urlsplit(address).query for address in (*page.via, page.url))
    return {
        value
        for query in queries
        for _, value in parse_qsl(query)
        if len(value) >= _SECRET_LENGTH
    }


def _referrer_policy(page: Page, root: HtmlElement) -> str:
    """Return the last policy that browsers know, of the header then of the page."""
    said = (header(page, "referrer-policy") or "").split(",")
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "referrer":
            said.append(meta.get("content") or "")
    known = [one.strip().lower() for one in said]
    return next(
        (one for one in reversed(known) if one in _TELLING_NOTHING | _TELLING), ""
    )


def _addresses(root: HtmlElement, base: str) -> Iterator[str]:
    for element in root.iter():
        values = [element.get(name) or "" for name in (*_FETCHING, "href", "action")]
        for value in values:
            for address in re.split(r"[\s,]+", value):
                try:
                    yield urljoin(base, address)
                except ValueError:  # no browser could read it either
                    continue


def _is_elsewhere(address: str, home: str) -> bool:
    """Tell whether *address* is on the web, and under another domain than *home*."""
    parts, host = urlsplit(address), urlsplit(home).hostname or ""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return False
    domain = ".".join(host.split(".")[-2:])
    return parts.hostname != domain and not parts.hostname.endswith(f".{domain}")
