"""Verifying a reCAPTCHA response with Google's siteverify (P4.3)."""

from __future__ import annotations

from enum import Enum, auto

import httpx

from simulator.portal.ports.routes import Routes
from simulator.portal.settings import Settings


class CaptchaVerdict(Enum):
    """What came of a verification."""

    SOLVED = auto()
    REFUSED = auto()
    UNAVAILABLE = auto()
    """The verifier could not be asked, or answered nonsense: not solved either."""


class CaptchaVerifier:
    """Asks siteverify whether a response was solved for one of our host names."""

    def __init__(self, settings: Settings, routes: Routes) -> None:
        self._settings = settings
        self._routes = routes
        self._client = httpx.Client(
            timeout=settings.captcha_timeout_s, trust_env=False, follow_redirects=False
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

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
            reply = self._client.post(self._routes.siteverify, data=form)
            answer = reply.raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return CaptchaVerdict.UNAVAILABLE
        if not isinstance(answer, dict) or "success" not in answer:
            return CaptchaVerdict.UNAVAILABLE
        solved = (
            answer["success"] is True
            and answer.get("hostname") in self._settings.captcha_hosts
        )
        return CaptchaVerdict.SOLVED if solved else CaptchaVerdict.REFUSED
