"""What a token tells to whoever reads it (P7.9). It decides nothing by itself."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from harness.checks.failure import CheckFailed, require
from harness.checks.pages import seen
from harness.checks.spellings import spellings
from harness.pages import Page
from simulator.mail.message import ReceivedMail

_JWT_PARTS = 3


def token_of(url: str) -> str:
    """Return the token that a reset link carries; empty if none."""
    try:
        query = urlsplit(url).query
    except ValueError:  # an address that no browser could read
        return ""
    return parse_qs(query).get("token", [""])[0]


def first_token(mail: ReceivedMail) -> str:
    """Return the token of the first link of *mail* that carries one.

    Raises:
        CheckFailed: none does.
    """
    for link in mail.links:
        if token := token_of(link.url):
            return token
    raise CheckFailed(f"Le mail « {mail.subject} » ne porte aucun jeton.")


def claims_of(token: str) -> dict[str, object] | None:
    """Return the claims of a JWT, unverified; None if *token* is no JWT."""
    parts = token.split(".")
    if len(parts) != _JWT_PARTS:
        return None
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * 4))
    except (ValueError, binascii.Error):
        return None
    return claims if isinstance(claims, dict) else None


def is_nowhere_in(pages: Iterable[Page], token: str) -> None:
    """Check that no answer of the portal gives *token* away (P6.1)."""
    for page in pages:
        for how, told in spellings(page):
            require(
                token not in told,
                f"Le jeton du lien se trouve dans une page ({how}). {seen(page)}",
            )


def describe(mail: ReceivedMail) -> str:
    """Return what the token of *mail*'s link is, in a sentence."""
    token = first_token(mail)
    claims = claims_of(token)
    if claims is None:
        return f"Jeton opaque de {len(token)} caractères."
    return f"JWT dont les clés sont : {', '.join(sorted(claims))}."
