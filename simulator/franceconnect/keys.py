"""The keys that sign, and the tokens they sign: genuine, or forged when told to."""

from __future__ import annotations

import base64
import functools
import hmac
import json
from typing import Any, TypeAlias

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeyParameters, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from simulator.franceconnect.faults import Seal

ALGORITHMS = ("ES256", "RS256")
"""FranceConnect v2: ES256 is recommended, RS256 the other one, HS256 is gone."""
_RSA_BITS = 2048

Claims: TypeAlias = dict[str, Any]


@functools.cache
def _rsa_key() -> RSAKey:
    """Return the RSA key of every double in this process: one takes 94 ms to make."""
    return RSAKey.generate_key(_RSA_BITS, _described("RS256", "fc-rsa-1"))


def _ec_key(kid: str) -> ECKey:
    return ECKey.generate_key("P-256", _described("ES256", kid))


def _described(algorithm: str, kid: str) -> KeyParameters:
    return {"use": "sig", "alg": algorithm, "kid": kid}


class Keys:
    """One double's keys. Those of two doubles differ."""

    def __init__(self) -> None:
        self._ec = _ec_key("fc-ec-1")

    def jwks(self) -> dict[str, Any]:
        """Return the public keys, as the ``jwks`` endpoint lists them."""
        public: dict[str, Any] = dict(KeySet([self._ec, _rsa_key()]).as_dict())
        return public

    def sign(
        self, claims: Claims, algorithm: str, seal: Seal, client_secret: str
    ) -> str:
        """Return *claims* as a token, signed or forged as *seal* says."""
        if seal is Seal.PLAIN:
            return json.dumps(claims)
        if seal is Seal.UNSIGNED:
            return f"{_part({'alg': 'none'})}.{_part(claims)}."
        if seal is Seal.TAMPERED:
            head, _, mark = self._sign(claims, algorithm).split(".")
            return f"{head}.{_part(claims | {'auth_time': 0})}.{mark}"
        if seal in {Seal.CLIENT_SECRET, Seal.PUBLIC_KEY}:
            return self._sign_with_a_secret(claims, seal, client_secret)
        if seal in {Seal.UNKNOWN_KEY, Seal.KEY_IN_HEADER}:
            return _sign_with_a_stranger_s_key(claims, seal)
        return self._sign(claims, algorithm)

    def subject(self, token: str) -> tuple[str, str] | None:
        """Return (sub, aud) of a token signed here, expired or not; None for others."""
        try:
            claims = jwt.decode(
                token, KeySet([self._ec, _rsa_key()]), algorithms=ALGORITHMS
            ).claims
        except (JoseError, ValueError, TypeError):
            return None
        return str(claims.get("sub")), str(claims.get("aud"))

    def _sign(self, claims: Claims, algorithm: str) -> str:
        key = self._ec if algorithm == "ES256" else _rsa_key()
        header = {"alg": algorithm, "kid": key.kid}
        return jwt.encode(header, claims, key, algorithms=[algorithm])

    def _sign_with_a_secret(
        self, claims: Claims, seal: Seal, client_secret: str
    ) -> str:
        secret = client_secret.encode()
        if seal is Seal.PUBLIC_KEY:
            secret = self._ec.as_pem(private=False)
        # By hand: joserfc knows the attack, and takes no public key for a secret.
        signed = f"{_part({'alg': 'HS256', 'kid': self._ec.kid})}.{_part(claims)}"
        mark = hmac.digest(secret, signed.encode(), "sha256")
        return f"{signed}.{_text(mark)}"


def _sign_with_a_stranger_s_key(claims: Claims, seal: Seal) -> str:
    stranger = _ec_key("fc-ec-2")
    header: dict[str, Any] = {"alg": "ES256", "kid": stranger.kid}
    if seal is Seal.KEY_IN_HEADER:
        header = {"alg": "ES256", "jwk": stranger.as_dict(private=False)}
    registry = JWSRegistry(algorithms=["ES256"])
    return jwt.encode(header, claims, stranger, registry=registry)


def _part(value: Claims) -> str:
    return _text(json.dumps(value, separators=(",", ":")).encode())


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
