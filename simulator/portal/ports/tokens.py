"""The token of the reset link: a JWT HS256 with the claims of the procedure.

Source: P7.9 (the example's claims ``login``, ``exp``, ``tokenType``), RFC 7519, RFC
8725. ``jti`` is added: without a name of its own a link cannot be used up (B03), and
two requests within one second would give the same token (B51).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from joserfc.jws import JWSRegistry

ALGORITHM = "HS256"
TOKEN_TYPE = "resetToken"  # noqa: S105 - a type's name, from the procedure
KEY_BYTES = 32
"""RFC 7518 §3.2: a key at least as long as the hash."""


@dataclass(frozen=True, slots=True)
class ResetClaims:
    """What a reset token says: whose link it is, its own name, its expiry (UTC)."""

    login: str
    jti: str
    expires_at: datetime


class TokenCodec:
    """Signs and reads reset tokens."""

    def __init__(self, key: bytes) -> None:
        self._key = OctKey.import_key(key)
        self._registry = JWSRegistry(algorithms=[ALGORITHM])

    def encode(self, claims: ResetClaims) -> str:
        """Return the compact token for *claims*."""
        return jwt.encode(
            {"alg": ALGORITHM},
            {
                "login": claims.login,
                "exp": int(claims.expires_at.timestamp()),
                "tokenType": TOKEN_TYPE,
                "jti": claims.jti,
            },
            self._key,
            registry=self._registry,
        )

    def decode(self, token: str) -> ResetClaims | None:
        """Return the claims of a genuine reset token, or None for anything else.

        Signature, algorithm, type and the shape of every claim are checked here;
        whether the link is still alive is the rulebook's question.
        """
        try:
            decoded = jwt.decode(token, self._key, registry=self._registry)
        except (JoseError, ValueError, TypeError):
            return None
        return _claims(decoded.claims)


def _claims(claims: dict[str, object]) -> ResetClaims | None:
    login, jti = claims.get("login"), claims.get("jti")
    seconds = claims.get("exp")
    if claims.get("tokenType") != TOKEN_TYPE:
        return None
    if not isinstance(login, str) or not isinstance(jti, str):
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return ResetClaims(login, jti, datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None
