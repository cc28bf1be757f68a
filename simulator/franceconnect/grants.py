"""Codes, the access tokens they are exchanged for, and how long both last."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from simulator.clock import Clock
from simulator.franceconnect.identity import PivotIdentity

if TYPE_CHECKING:
    from simulator.franceconnect.double import Authorization

CODE_LIFE = timedelta(seconds=30)
ACCESS_LIFE = timedelta(seconds=60)


@dataclass(slots=True)
class Grant:
    """An identity picked for one request.

    Attributes:
        authorization: the request.
        identity: who was picked.
        at: when; the code counts from here.
        access_token: given for the code; None until then.
        opened_at: when it was given.
        revoked: whether the code was presented again.
    """

    authorization: Authorization
    identity: PivotIdentity
    at: datetime
    access_token: str | None = None
    opened_at: datetime | None = None
    revoked: bool = False


class Grants:
    """Every code given out. Any thread may use it."""

    def __init__(self, clock: Clock, draw: Callable[[], str]) -> None:
        self._clock = clock
        self._draw = draw
        self._lock = threading.Lock()
        self._by_code: dict[str, Grant] = {}

    def issue(self, authorization: Authorization, identity: PivotIdentity) -> str:
        """Return a code for *identity*."""
        code = self._draw()
        with self._lock:
            self._by_code[code] = Grant(authorization, identity, self._clock.now())
        return code

    def redeem(self, code: str, client_id: str, redirect_uri: str) -> Grant | None:
        """Use a code up; None if it is unknown, too old, used, or another portal's.

        A code presented twice was stolen once: its access token is then worth nothing.
        """
        now = self._clock.now()
        with self._lock:
            grant = self._by_code.get(code)
            if grant is None:
                return None
            asked = grant.authorization.parameters
            mine = (asked["client_id"], asked["redirect_uri"])
            if (client_id, redirect_uri) != mine or now - grant.at > CODE_LIFE:
                return None
            if grant.access_token is not None:
                grant.revoked = True
                return None
            grant.access_token, grant.opened_at = self._draw(), now
            return grant

    def bearer(self, access_token: str) -> Grant | None:
        """Return what an access token stands for; None if nothing (any more)."""
        now = self._clock.now()
        with self._lock:
            for grant in self._by_code.values():
                if grant.access_token == access_token and grant.opened_at is not None:
                    alive = now - grant.opened_at <= ACCESS_LIFE
                    return grant if alive and not grant.revoked else None
        return None

    def clear(self) -> None:
        """Forget every code."""
        with self._lock:
            self._by_code.clear()
