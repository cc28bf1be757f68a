"""What FranceConnect does wrong, when told to.

Set one on the double (``double.fault = OTHER_NONCE``) until it is ``None`` again. To
have the connection refused, stop the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto

from simulator.replies import NOT_JSON, SERVER_ERROR, Hang
from simulator.replies import Fault as Misreply

OTHER = "f0" * 32
"""A value that nobody asked for, long enough for any parameter."""


class Seal(Enum):
    """How a token is signed."""

    GENUINE = auto()
    TAMPERED = auto()
    """The payload was changed after it was signed."""
    UNSIGNED = auto()
    """A JWT with ``alg: none``."""
    CLIENT_SECRET = auto()
    """HS256 with the client's secret, as in FranceConnect v1."""
    PUBLIC_KEY = auto()
    """HS256 with the public key taken for a secret."""
    UNKNOWN_KEY = auto()
    """A key that ``jwks`` does not list."""
    KEY_IN_HEADER = auto()
    """A key that only the token's own header names (RFC 8725 §3.10)."""
    PLAIN = auto()
    """No JWT at all: bare JSON."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done otherwise; by default nothing is.

    Attributes:
        returned: parameters of the return to the portal, replaced or (None) left out.
        id_token: claims of the id_token, likewise.
        userinfo: claims of the userinfo answer, likewise.
        id_token_seal: how the id_token is signed.
        userinfo_seal: how the userinfo answer is signed.
        aged: how long ago the id_token was made.
        instead: what an endpoint ("token", "userinfo", "jwks") says instead.
    """

    returned: Mapping[str, str | None] = field(default_factory=dict)
    id_token: Mapping[str, object] = field(default_factory=dict)
    userinfo: Mapping[str, object] = field(default_factory=dict)
    id_token_seal: Seal = Seal.GENUINE
    userinfo_seal: Seal = Seal.GENUINE
    aged: timedelta = timedelta()
    instead: Mapping[str, Misreply] = field(default_factory=dict)

    def end(self) -> None:
        """Let go whoever it keeps waiting."""
        for misreply in self.instead.values():
            misreply.end()


NO_FAULT = Fault()
OTHER_STATE = Fault(returned={"state": OTHER})
NO_STATE = Fault(returned={"state": None})
NO_CODE = Fault(returned={"code": None})
OTHER_CODE = Fault(returned={"code": OTHER})
OTHER_NONCE = Fault(id_token={"nonce": OTHER})
NO_NONCE = Fault(id_token={"nonce": None})
OTHER_AUDIENCE = Fault(id_token={"aud": OTHER})
OTHER_ISSUER = Fault(id_token={"iss": "https://franceconnect.example/api/v2"})
NO_SUBJECT = Fault(id_token={"sub": None})
NO_EXPIRY = Fault(id_token={"exp": None})
EXPIRED = Fault(aged=timedelta(hours=1))
LOW_LEVEL = Fault(id_token={"acr": "eidas0"})
TAMPERED = Fault(id_token_seal=Seal.TAMPERED)
UNSIGNED = Fault(id_token_seal=Seal.UNSIGNED)
CLIENT_SECRET = Fault(id_token_seal=Seal.CLIENT_SECRET)
PUBLIC_KEY = Fault(id_token_seal=Seal.PUBLIC_KEY)
UNKNOWN_KEY = Fault(id_token_seal=Seal.UNKNOWN_KEY)
KEY_IN_HEADER = Fault(id_token_seal=Seal.KEY_IN_HEADER)
OTHER_SUBJECT = Fault(userinfo={"sub": "0" * 64 + "v1"})
USERINFO_OTHER_AUDIENCE = Fault(userinfo={"aud": OTHER})
USERINFO_OTHER_ISSUER = Fault(userinfo={"iss": "https://franceconnect.example/api/v2"})
USERINFO_PLAIN = Fault(userinfo_seal=Seal.PLAIN)
USERINFO_UNSIGNED = Fault(userinfo_seal=Seal.UNSIGNED)
USERINFO_TAMPERED = Fault(userinfo_seal=Seal.TAMPERED)
USERINFO_UNKNOWN_KEY = Fault(userinfo_seal=Seal.UNKNOWN_KEY)
TOKEN_DOWN = Fault(instead={"token": SERVER_ERROR})
TOKEN_NONSENSE = Fault(instead={"token": NOT_JSON})
USERINFO_DOWN = Fault(instead={"userinfo": SERVER_ERROR})
KEYS_DOWN = Fault(instead={"jwks": SERVER_ERROR})


def hanging(endpoint: str) -> Fault:
    """Return a fault by which *endpoint* keeps whoever asks waiting."""
    return Fault(instead={endpoint: Hang()})
