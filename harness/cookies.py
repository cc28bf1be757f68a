"""What a Set-Cookie header says, as browsers read it (RFC 6265)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from harness.pages import Page

_NUMBER = re.compile(r"-?\d+")
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Before this is past, whatever the portal's clock shows; most deletions say 1970."""


def read_cookie(cookie: str) -> tuple[str, str, dict[str, str]]:
    """Return the name, the value and the attributes (lower-case names) of *cookie*."""
    pair, *rest = cookie.split(";")
    name, _, value = pair.partition("=")
    attributes = (one.partition("=") for one in rest)
    return (
        name.strip(),
        value.strip(),
        {key.strip().lower(): said.strip() for key, _, said in attributes},
    )


def is_deletion(attributes: Mapping[str, str], page: Page) -> bool:
    """Tell whether a cookie of *page* is deleted: Max-Age first, Expires else (§5.3).

    An expiry is past by the Date that came with the page.
    """
    age = attributes.get("max-age", "")
    if _NUMBER.fullmatch(age):
        return age.startswith("-") or not age.strip("0")
    expires = _moment(attributes.get("expires", ""))
    dates = [
        date
        for name, value in (*page.via_headers, *page.headers)
        if name.lower() == "date" and (date := _moment(value))
    ]
    return expires is not None and expires <= (dates[0] if dates else _LONG_AGO)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:  # a date that no browser reads either
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
