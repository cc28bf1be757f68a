"""Speaking the bench API v1 over HTTP (docs/bench-api.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import httpx

from harness.errors import BenchRefusal, BenchUnreachable, NotObservable
from harness.target import LACKS, Capability

VERSION = 1
_CONNECT_S = 5.0
_TIMEOUT_S = 30.0
"""Accounts may take their time: a portal hashes each password."""
_AT_ONCE_S = 10.0
"""What describes the bench comes at once, or whoever waits believes it hung."""
_SHOWN = 300
"""Characters of an answer that a refusal shows."""


class BenchClient:
    """The bench API at *url*, reached through *transport* (None: a socket)."""

    def __init__(self, url: str, transport: httpx.BaseTransport | None = None) -> None:
        self._client = httpx.Client(
            base_url=url.rstrip("/") + "/",
            transport=transport,
            trust_env=False,
        )
        self.capabilities = self._described()

    def replace_accounts(self, accounts: list[dict[str, object]]) -> None:
        """Replace all accounts; requests, sessions, letters … are forgotten."""
        self._need(Capability.ACCOUNTS)
        self._call("PUT", "accounts", accounts)

    def change_account(
        self, situation: str, dossier: str, fields: Mapping[str, object]
    ) -> None:
        """Change some fields of one account."""
        self._need(Capability.ACCOUNTS)
        self._call("PATCH", f"accounts/{situation}/{dossier}", dict(fields))

    def set_clock(self, instant: datetime) -> None:
        """Make the portal's time stand at *instant* (aware)."""
        self._need(Capability.CLOCK)
        self._call("PUT", "clock", {"now": instant.isoformat()})

    def release_clock(self) -> None:
        """Give the portal real time back."""
        self._need(Capability.CLOCK)
        self._call("DELETE", "clock")

    def set_routes(
        self,
        *,
        smtp: str | None = None,
        siteverify: str | None = None,
        franceconnect: str | None = None,
    ) -> None:
        """Tell the portal where its mail server, its verifier and FranceConnect are."""
        self._need(Capability.ROUTES)
        if franceconnect is not None:
            self._need(Capability.FRANCE_CONNECT)
        told = {"smtp": smtp, "siteverify": siteverify, "franceconnect": franceconnect}
        addresses = {name: one for name, one in told.items() if one is not None}
        self._call("PUT", "routes", addresses)

    def run_outbox(self) -> None:
        """Have the portal hand over whatever mail is due."""
        self._need(Capability.OUTBOX)
        self._call("POST", "outbox/run")

    def letters(self) -> list[Any]:
        """Return the letters posted so far, as the portal shows them."""
        self._need(Capability.LETTERS)
        answer = self._call("GET", "letters")
        try:
            posted = answer.json()
        except ValueError:
            posted = None
        if not isinstance(posted, list):
            raise BenchRefusal(f"GET {answer.url} : no JSON list of letters.")
        return posted

    def letter_pdf(self, number: int) -> bytes | None:
        """Return letter *number* (from 1) on paper, or None if there is no paper."""
        self._need(Capability.LETTERS)
        response = self._send("GET", f"letters/{number}/pdf")
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        return _successful(response).content

    def log(self) -> str:
        """Return the portal's log."""
        self._need(Capability.LOG)
        return self._call("GET", "log").text

    def restart(self) -> None:
        """Have the portal forget everything that is only in memory."""
        self._need(Capability.RESTART)
        self._call("POST", "restart")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _described(self) -> frozenset[Capability]:
        answer = self._send("GET", "", timeout_s=_AT_ONCE_S)
        if not answer.is_success:
            raise BenchRefusal(
                f"There is no bench API at {answer.url} (status {answer.status_code})."
            )
        try:
            description = answer.json()
        except ValueError:
            description = None
        if not isinstance(description, dict):
            raise BenchRefusal(
                f"There is no bench API at {answer.url}: no JSON object."
            )
        if description.get("version") != VERSION:
            raise BenchRefusal(
                f"The bench API at {self._client.base_url} has version "
                f"{description.get('version')!r}; this harness speaks {VERSION}."
            )
        known = {capability.value for capability in Capability}
        named = known & set(description.get("capabilities", ()))
        return frozenset(Capability(name) for name in named)

    def _need(self, capability: Capability) -> None:
        if capability not in self.capabilities:
            raise NotObservable(LACKS[capability])

    def _call(self, method: str, path: str, body: Any = None) -> httpx.Response:
        return _successful(self._send(method, path, body))

    def _send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        timeout_s: float = _TIMEOUT_S,
    ) -> httpx.Response:
        timeout = httpx.Timeout(timeout_s, connect=_CONNECT_S)
        try:
            return self._client.request(method, path, json=body, timeout=timeout)
        except httpx.TransportError as failed:
            address = f"{self._client.base_url}{path}"
            raise BenchUnreachable(f"{address} ne répond pas : {failed}") from failed


def _successful(response: httpx.Response) -> httpx.Response:
    """Return *response* if it is a success.

    Raises:
        BenchRefusal: it is not.
    """
    if response.is_success:
        return response
    asked = response.request
    raise BenchRefusal(
        f"{asked.method} {response.url} : {response.status_code} "
        f"{response.text[:_SHOWN]}"
    )
