"""What FranceConnect knows: identities, requests, codes, and what became of them."""

from __future__ import annotations

import base64
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from simulator.clock import Clock
from simulator.franceconnect.faults import NO_FAULT, Fault
from simulator.franceconnect.grants import Grants
from simulator.franceconnect.identity import PivotIdentity
from simulator.franceconnect.keys import ALGORITHMS, Keys
from simulator.franceconnect.requests import (
    Client,
    Refusal,
    examine,
    is_address,
    return_address,
)

_RANDOM_BYTES = 32


@dataclass(frozen=True, slots=True)
class Authorization:
    """One authorize request.

    Attributes:
        id: names the page on which the person picks her identity.
        at: when; virtual time, UTC.
        method: "GET" or "POST".
        parameters: as they came; the first value of each.
        refusal: why it was refused; None if it was not.
    """

    id: str
    at: datetime
    method: str
    parameters: Mapping[str, str]
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Logout:
    """One request to end a session; ``sub`` is None when its id_token is not ours."""

    at: datetime
    sub: str | None
    state: str
    post_logout_redirect_uri: str


class FranceConnectDouble:
    """Identifies people for portals, as FranceConnect v2 does. Any thread may use it.

    It keeps no session of its own: everybody picks an identity each time.

    Attributes:
        fault: what is done wrong; None for nothing.
        algorithm: "ES256" or "RS256".
        keys: sign the tokens.
        grants: the codes given out.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        client: Client | None = None,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Start knowing nobody.

        Args:
            clock: tells how old codes and tokens are.
            client: the only portal accepted; None for any, with any secret.
            entropy: gives so many random bytes.
        """
        self.fault: Fault | None = None
        self.algorithm = ALGORITHMS[0]
        self.keys = Keys()
        self.clock = clock
        self._client = client
        self._entropy = entropy
        self.grants = Grants(clock, self._draw)
        self._lock = threading.Lock()
        self._identities: dict[str, PivotIdentity] = {}
        self._requests: list[Authorization] = []
        self._pending: dict[str, Authorization] = {}
        self._logouts: list[Logout] = []

    @property
    def misbehaviour(self) -> Fault:
        """The fault, or one that changes nothing."""
        return self.fault or NO_FAULT

    @property
    def identities(self) -> dict[str, PivotIdentity]:
        """Who may be picked, by the name of the choice."""
        with self._lock:
            return dict(self._identities)

    @property
    def authorizations(self) -> tuple[Authorization, ...]:
        """Every authorize request, refused ones too, oldest first."""
        with self._lock:
            return tuple(self._requests)

    @property
    def logouts(self) -> tuple[Logout, ...]:
        """Every request to end a session, oldest first."""
        with self._lock:
            return tuple(self._logouts)

    def know(self, name: str, identity: PivotIdentity) -> None:
        """Let *identity* be picked, under *name*."""
        with self._lock:
            self._identities[name] = identity

    def know_only(self, identities: Mapping[str, PivotIdentity]) -> None:
        """Let *identities* be picked, by the name of the choice, and no others.

        What was begun goes on: requests, codes and fault stay.
        """
        with self._lock:
            self._identities = dict(identities)

    def forget(self) -> None:
        """Forget identities, requests, codes, log-outs and fault."""
        if self.fault is not None:
            self.fault.end()
        self.fault = None
        self.algorithm = ALGORITHMS[0]
        self.grants.clear()
        with self._lock:
            self._identities.clear()
            self._pending.clear()
            self._requests.clear()
            self._logouts.clear()

    def authorize(
        self, given: Mapping[str, Iterable[str]], method: str = "GET"
    ) -> Authorization:
        """Take an authorize request, or note why it is refused."""
        values = {name: list(each) for name, each in given.items()}
        examined = examine(values, self._client)
        request = Authorization(
            id=self._draw(),
            at=self.clock.now(),
            method=method,
            parameters={name: each[0] for name, each in values.items() if each},
            refusal=examined if isinstance(examined, Refusal) else None,
        )
        with self._lock:
            self._requests.append(request)
            if request.refusal is None:
                self._pending[request.id] = request
        return request

    def pending(self, request_id: str) -> Authorization | None:
        """Return the request that waits for an identity under this id, or None."""
        with self._lock:
            return self._pending.get(request_id)

    def answer(self, request_id: str, name: str) -> str:
        """Pick an identity for a request; return where the person is sent back to.

        Raises:
            KeyError: no such request waits, or nobody has this name.
        """
        with self._lock:
            identity = self._identities[name]
            request = self._pending.pop(request_id)
        return self._back(request, {"code": self.grants.issue(request, identity)})

    def abandon(self, request_id: str) -> str:
        """Give up; return where the person is sent back to.

        Raises:
            KeyError: no such request waits.
        """
        with self._lock:
            request = self._pending.pop(request_id)
        refusal = Refusal(303, "access_denied", "User auth aborted")
        return self.sent_back(request, refusal)

    def sent_back(self, request: Authorization, refusal: Refusal) -> str:
        """Return where *refusal* sends the person back to."""
        told = {"error": refusal.code, "error_description": refusal.message}
        return self._back(request, told)

    def accepts(self, client_id: str, client_secret: str) -> bool:
        """Tell whether a portal proves who it is."""
        if self._client is None:
            return bool(client_id and client_secret)
        known = (self._client.client_id, self._client.client_secret)
        return (client_id, client_secret) == known

    def end_session(
        self, id_token_hint: str, state: str, post_logout_redirect_uri: str
    ) -> str | None:
        """Take a request to end a session; return where the person is sent back to.

        None when the request is refused: no id_token of ours, no state, no address.
        """
        known = self.keys.subject(id_token_hint)
        sub = None if known is None else known[0]
        logout = Logout(self.clock.now(), sub, state, post_logout_redirect_uri)
        with self._lock:
            self._logouts.append(logout)
        if sub is None or not state or not is_address(post_logout_redirect_uri):
            return None
        told = {"redirect_uri": post_logout_redirect_uri}
        return return_address(told, {"state": state})

    def _back(self, request: Authorization, answer: Mapping[str, str | None]) -> str:
        state = {"state": request.parameters.get("state")}
        told = {**answer, **state, **self.misbehaviour.returned}
        if "error" in answer:
            told = {name: told[name] for name in (*answer, "state")}
        return return_address(request.parameters, told)

    def _draw(self) -> str:
        drawn = base64.urlsafe_b64encode(self._entropy(_RANDOM_BYTES))
        return drawn.decode().rstrip("=")
