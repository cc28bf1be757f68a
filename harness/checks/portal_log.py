"""What the portal's log keeps, and what it must not (B53)."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus, unquote

from harness.checks.failure import require
from harness.tokens.reading import token_of

_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]?(?:\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d\d/\w{2,3}/\d{4}|\d\d:\d\d:\d\d(?:[.,]\d+)?"
)
_PART_LENGTH = 16


def keeps_trace(written: str, dossier: str) -> None:
    """Check that at least one line was written, which tells of whom it speaks.

    By the dossier, or by an identifier: whatever has a digit and is no instant.
    """
    lines = [line for line in written.splitlines() if line.strip()]
    require(lines, "Le journal n'a rien gardé de ce qui vient de se passer.")
    named = any(
        dossier in line or re.search(r"\d", _INSTANT.sub("", line)) for line in lines
    )
    require(named, f"Le journal ne dit pas de qui il s'agit : « {written[:400]} »")


def keeps_no_secret(log: str, secrets: Iterable[str]) -> None:
    """Check that no password, no link and no token stands in the log, however put."""
    require(log.strip(), "Le journal est vide.")
    told = f"{log}\n{unquote(log)}"
    for secret in secrets:
        for written in _spellings(secret):
            place = told.find(written)
            around = told[max(0, place - 40) : max(0, place)]
            require(place < 0, f"Le journal garde un secret, après « {around} ».")


def _spellings(secret: str) -> Iterator[str]:
    """Yield *secret* as a log could write it; of a link, its token and signature."""
    token = token_of(secret)
    if token:
        yield token
        # The head of a signed token is public, and the same in all of them.
        yield from (part for part in token.split(".")[1:] if len(part) >= _PART_LENGTH)
        if "." not in token:
            yield token[: len(token) // 2]
        return
    yield secret
    yield quote(secret)
    yield quote_plus(secret)
    yield base64.b64encode(secret.encode()).decode().rstrip("=")
    yield secret.encode().hex()
