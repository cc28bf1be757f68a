"""Tokens made by hand, as an attacker or another program would make them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest

KEY = bytes(range(32))


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _forge(
    claims: Any,
    header: Any = None,
    *,
    key: bytes = KEY,
    digest: str = "sha256",
    signature: str | None = None,
) -> str:
    header = {"typ": "JWT", "alg": "HS256"} if header is None else header
    parts = [
        each if isinstance(each, bytes) else json.dumps(each).encode()
        for each in (header, claims)
    ]
    signed = ".".join(map(_base64url, parts))
    if signature is None:
        mac = hmac.new(key, signed.encode(), getattr(hashlib, digest))
        signature = _base64url(mac.digest())
    return f"{signed}.{signature}"


@pytest.fixture(scope="session")
def key() -> bytes:
    """The portal's signing key."""
    return KEY


@pytest.fixture(scope="session")
def forge() -> Callable[..., str]:
    """Make a token of these claims and header, with the portal's key by default."""
    return _forge
