"""What FranceConnect says about a person: the id_token, and the userinfo answer.

Level, means and nonce are in the id_token alone; who she is, in userinfo alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.faults import Seal
from simulator.franceconnect.grants import ACCESS_LIFE, Grant

_LIFE_S = int(ACCESS_LIFE.total_seconds())


def id_token(
    double: FranceConnectDouble, grant: Grant, issuer: str, client_secret: str
) -> str:
    """Return the signed id_token of *grant*."""
    asked, fault = grant.authorization.parameters, double.misbehaviour
    now = double.clock.now() - fault.aged
    claims = _common(grant, issuer, now) | {
        "auth_time": _seconds(grant.at),
        "nonce": asked["nonce"],
        "acr": asked["acr_values"],
        "amr": ["pwd"],
        "at_hash": _half_hash(grant.access_token or ""),
    }
    told = _altered(claims, fault.id_token)
    return double.keys.sign(told, double.algorithm, fault.id_token_seal, client_secret)


def userinfo(double: FranceConnectDouble, grant: Grant, issuer: str) -> tuple[str, str]:
    """Return the userinfo answer of *grant*, and its content type."""
    fault = double.misbehaviour
    claims = _common(grant, issuer, double.clock.now())
    claims |= grant.identity.claims(grant.authorization.parameters["scope"])
    told = _altered(claims, fault.userinfo)
    seal = fault.userinfo_seal
    body = double.keys.sign(told, double.algorithm, seal, "")
    return body, "application/json" if seal is Seal.PLAIN else "application/jwt"


def _common(grant: Grant, issuer: str, now: datetime) -> dict[str, Any]:
    client_id = grant.authorization.parameters["client_id"]
    return {
        "iss": issuer,
        "sub": grant.identity.subject(client_id),
        "aud": client_id,
        "iat": _seconds(now),
        "exp": _seconds(now) + _LIFE_S,
    }


def _altered(
    claims: Mapping[str, Any], changes: Mapping[str, object]
) -> dict[str, Any]:
    merged = {**claims, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def _half_hash(access_token: str) -> str:
    """Return ``at_hash`` (OpenID Connect Core 1.0 §3.1.3.6)."""
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())
