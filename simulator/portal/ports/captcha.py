"""Verifying a reCAPTCHA response with Google's siteverify (P4.3)."""

from __future__ import annotations

import ssl
import threading
from enum import Enum, auto
from functools import cache

import httpx

from simulator.portal.ports.routes import Routes
from simulator.portal.settings import Settings


class CaptchaVerdict(Enum):
    """What came of a verification."""

    SOLVED = auto()
    REFUSED = auto()
    UNAVAILABLE = auto()
    """The verifier could not be asked, or answered nonsense: not solved either."""


@cache
def _authorities() -> ssl.SSLContext:
    """Return what checks certificates: read once, and only if HTTPS is spoken."""
    return httpx.create_ssl_context(trust_env=False)


class CaptchaVerifier:
    """Asks siteverify whether a response was solved for one of our host names."""

    def __init__(self, settings: Settings, routes: Routes) -> None:
        self._settings = settings
        self._routes = routes
        self._clients: dict[bool, httpx.Client] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            for client in self._clients.values():
                client.close()
            self._clients.clear()

    def verify(self, response: str, remote_ip: str | None) -> CaptchaVerdict:
        """Have *response* verified, once; it is not usable afterwards."""
        if not response:
            return CaptchaVerdict.REFUSED
        if self._routes.siteverify is None:
            return CaptchaVerdict.UNAVAILABLE
        form = {"secret": self._settings.captcha_secret, "response": response}
        if remote_ip:
            form["remoteip"] = remote_ip
        try:
            address = self._routes.siteverify
            reply = self._client_for(address).post(address, data=form)
            answer = reply.raise_for_status().json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            return CaptchaVerdict.UNAVAILABLE
        if not isinstance(answer, dict) or "success" not in answer:
            return CaptchaVerdict.UNAVAILABLE
        solved = (
            answer["success"] is True
            and answer.get("hostname") in self._settings.captcha_hosts
        )
        return CaptchaVerdict.SOLVED if solved else CaptchaVerdict.REFUSED

    def _client_for(self, address: str) -> httpx.Client:
        """Return the client for *address*, which reads authorities only for HTTPS."""
        secure = not address.startswith("http://")
        with self._lock:
            if secure not in self._clients:
                self._clients[secure] = httpx.Client(
                    verify=_authorities() if secure else False,
                    timeout=self._settings.captcha_timeout_s,
                    trust_env=False,
                    follow_redirects=False,
                )
            return self._clients[secure]
