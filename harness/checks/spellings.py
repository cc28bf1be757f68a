"""Everything that an answer of the portal tells, however it is spelled.

What must not be given away may be hidden in an attribute, a comment, a script, a
header, an address on the way; escaped, percent-encoded or in base 64.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from harness.pages import Page

_TAGS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_ESCAPES = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_BASE_64 = re.compile(r"[A-Za-z0-9+/_-]{16,}")


def spellings(page: Page) -> Iterator[tuple[str, str]]:
    """Yield (how it is told, what is told) for every reading of *page*."""
    source = page.body.decode("utf-8", "replace")
    unescaped = html.unescape(source)
    yield "en clair", source
    yield "en entités", unescaped
    yield "entre des balises", html.unescape(_TAGS.sub("", source))
    yield "encodé dans une adresse", unquote(unescaped)
    yield "échappé dans un script", _ESCAPES.sub(_character, unescaped)
    yield "en base 64", " ".join(_decoded(source))
    headers = " ".join(
        f"{name}: {value}" for name, value in (*page.headers, *page.via_headers)
    )
    yield "dans un en-tête", f"{headers} {unquote(headers)}"
    yield "en base 64 dans un en-tête", " ".join(_decoded(headers))
    addresses = " ".join((page.url, *page.via))
    yield "dans une adresse", f"{addresses} {unquote(addresses)}"


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2], 16))


def _decoded(text: str) -> Iterator[str]:
    for found in _BASE_64.findall(text):
        standard = found.replace("-", "+").replace("_", "/")
        padded = standard[: len(standard) // 4 * 4 + 3] + "==="
        try:
            yield base64.b64decode(padded[: len(padded) // 4 * 4]).decode(
                "utf-8", "ignore"
            )
        except (binascii.Error, ValueError):
            continue
