"""How the portal guards its cookies (B17)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from harness.checks.failure import CheckFailed
from harness.checks.pages import seen
from harness.cookies import is_deletion, read_cookie
from harness.pages import Page

_FOR_SCRIPTS = re.compile(r"csrf|xsrf", re.IGNORECASE)
"""An anti-forgery value in a cookie is there for scripts to send it back."""


def cookies_are_guarded(pages: Iterable[Page]) -> None:
    """Check the attributes of every cookie ever set (ASVS 3.3.1 to 3.3.4).

    Only https, out of reach of scripts (unless it is there for them: an anti-forgery
    value), and not sent along by other sites. A cookie that is deleted needs nothing.
    """
    for page in pages:
        for cookie in _cookies(page):
            name, _, attributes = read_cookie(cookie)
            if is_deletion(attributes, page):
                continue
            flaws = []
            if urlsplit(page.url).scheme == "https" and "secure" not in attributes:
                flaws.append("Secure")
            if "httponly" not in attributes and not _FOR_SCRIPTS.search(name):
                flaws.append("HttpOnly")
            if attributes.get("samesite", "").lower() not in {"lax", "strict"}:
                flaws.append("SameSite")
            if flaws:
                raise CheckFailed(
                    f"Le cookie « {name} » n'a pas {', '.join(flaws)}. {seen(page)}"
                )


def _cookies(page: Page) -> Iterator[str]:
    for name, value in (*page.headers, *page.via_headers):
        if name.lower() == "set-cookie":
            yield value
