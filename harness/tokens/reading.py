"""Where a link carries its token, and what a JWT says to whoever reads it (P7.9).

Nothing here is the portal's: a JWT is open to everybody (RFC 7519).
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit, urlunsplit

_PARAMETER = "token"
_DRAWN = re.compile(r"(?=.*\d)[A-Za-z0-9._~-]{20,}")
"""What a portal draws: long, and with a digit in it; words name pages."""

_PARTS = 3
HASHES = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
"""What the HMAC algorithms of RFC 7518 §3.2 hash with."""


@dataclass(frozen=True, slots=True)
class Jwt:
    """A signed JWT in its compact form, unverified."""

    header: Mapping[str, object]
    claims: Mapping[str, object]
    signed: str
    """Its first two parts, as they came."""
    signature: str
    """Its third part, as it came."""

    @property
    def algorithm(self) -> str:
        """What the header names as the algorithm; empty if it names none."""
        return str(self.header.get("alg", ""))

    def is_signed_with(self, key: bytes) -> bool:
        """Tell whether *key* made the signature; never for an asymmetric algorithm."""
        if self.algorithm not in HASHES:
            return False
        return hmac.compare_digest(
            hmac_signature(self.signed, key, self.algorithm).encode(),
            self.signature.encode("utf-8", "surrogatepass"),
        )


def read_jwt(token: str) -> Jwt | None:
    """Return the parts of *token*; None if it is no signed JWT."""
    parts = token.split(".")
    if len(parts) != _PARTS:
        return None
    header, claims = _object(parts[0]), _object(parts[1])
    if header is None or claims is None or "alg" not in header:
        return None
    return Jwt(header, claims, f"{parts[0]}.{parts[1]}", parts[2])


def written(header: Mapping[str, object], claims: Mapping[str, object]) -> str:
    """Return the two parts of a JWT that are signed."""
    return f"{_encoded(header)}.{_encoded(claims)}"


def hmac_signature(signed: str, key: bytes, algorithm: str = "HS256") -> str:
    """Return the third part that *key* makes of the first two."""
    return base64url(hmac.digest(key, signed.encode(), HASHES[algorithm]))


def base64url(data: bytes) -> str:
    """Return *data* in base64url without padding (RFC 7515 §2)."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def claims_of(token: str) -> dict[str, object] | None:
    """Return the claims of a JWT, unverified; None if *token* is no JWT."""
    parts = token.split(".")
    return _object(parts[1]) if len(parts) == _PARTS else None


def token_of(url: str) -> str:
    """Return the token that a reset link carries; empty if none.

    That is its parameter ``token``; where it has none, as the procedure's own link
    does, what was drawn in its other parameters or in its path.
    """
    parts = _split(url)
    place = _place(parts)
    if isinstance(place, int):
        return unquote(parts.path.split("/")[place])
    return dict(reversed(parse_qsl(parts.query))).get(place, "")


def with_token(url: str, token: str) -> str:
    """Return *url* with *token* in place of its own."""
    return with_query(url, f"{_PARAMETER}={quote(token, safe='')}")


def with_query(url: str, query: str) -> str:
    """Return *url* with *query*, written as it stands, in place of its token.

    *query* calls the token ``token``. Where the link calls it otherwise, so does what
    is returned; where the token stands in the path, *query* does, less its name.
    """
    parts = urlsplit(url)
    place = _place(parts)
    if isinstance(place, int):
        steps = parts.path.split("/")
        steps[place] = query.removeprefix(f"{_PARAMETER}=")
        return urlunsplit(parts._replace(path="/".join(steps)))
    if place != _PARAMETER:
        query = re.sub(rf"\b{_PARAMETER}(?=[=\[]|$)", lambda _: place, query)
    others = [
        pair
        for pair in parts.query.split("&")
        if pair and pair.partition("=")[0] != place
    ]
    return urlunsplit(parts._replace(query="&".join([*others, query])))


def _split(url: str) -> SplitResult:
    """Return the parts of *url*; none where no browser could read it."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _place(parts: SplitResult) -> str | int:
    """Return where the token stands: the name of a parameter, or a rank in the path.

    Where there is none, it is where the procedure has it.
    """
    told: dict[str | int, str] = dict(parse_qsl(parts.query))
    if told.get(_PARAMETER):
        return _PARAMETER
    places = told | dict(enumerate(parts.path.split("/")))
    drawn = {one: value for one, value in places.items() if _DRAWN.fullmatch(value)}
    return max(drawn, key=lambda one: len(drawn[one]), default=_PARAMETER)


def _object(part: str) -> dict[str, object] | None:
    try:
        value: Any = json.loads(base64.urlsafe_b64decode(part + "=" * 4))
    except (ValueError, binascii.Error, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _encoded(value: Mapping[str, object]) -> str:
    return base64url(json.dumps(value, separators=(",", ":")).encode())
