"""What Google knows: the responses it gave, and what became of them."""

from __future__ import annotations

import base64
import secrets
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NotRequired, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from simulator.clock import Clock
    from simulator.recaptcha.faults import Fault

# Google publishes this pair for automated tests: every response passes.
TEST_SITE_KEY = "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI"
TEST_SECRET = "6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe"  # noqa: S105 - public
TEST_HOSTNAME = "testkey.google.com"

VALIDITY = timedelta(minutes=2)
_ENTROPY_BYTES = 384  # 512 characters: Google's responses are about as long
_PREFIX = "03A"  # Google's begin so

Answer = TypedDict(
    "Answer",
    {
        "success": bool,
        "challenge_ts": NotRequired[str],
        "hostname": NotRequired[str],
        "error-codes": NotRequired[list[str]],
    },
)
"""What ``siteverify`` answers, as Google documents it."""


@dataclass(frozen=True, slots=True)
class Verification:
    """One question put to ``siteverify``.

    Attributes:
        at: when; virtual time, UTC.
        secret: the secret given; empty when missing.
        response: the response given; empty when missing.
        remoteip: the visitor's address, if given.
        answer: what was answered; None when a fault took its place.
    """

    at: datetime
    secret: str
    response: str
    remoteip: str | None
    answer: Answer | None


@dataclass(slots=True)
class _Solved:
    """A challenge that somebody solved."""

    at: datetime
    hostname: str
    used: bool = False


class RecaptchaDouble:
    """Gives responses and verifies them, as reCAPTCHA v2 does. Any thread may use it.

    A response is good for two minutes, the last instant included, and for one
    verification. The test secret verifies anything but nothing.

    Attributes:
        fault: what ``siteverify`` does instead of answering; None to answer.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        secret: str | None = None,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Start with no response given.

        Args:
            clock: tells how old a response is.
            secret: the only secret accepted, beside the test one; None for any.
            entropy: gives so many random bytes.
        """
        self.fault: Fault | None = None
        self._clock = clock
        self._secret = secret
        self._entropy = entropy
        self._lock = threading.Lock()
        self._solved: dict[str, _Solved] = {}
        self._verifications: list[Verification] = []

    @property
    def verifications(self) -> tuple[Verification, ...]:
        """Every verification asked for, oldest first."""
        with self._lock:
            return tuple(self._verifications)

    def solve(self, site_key: str, hostname: str) -> str:
        """Solve a challenge for the page's visitor; return the response.

        Args:
            site_key: the widget's ``data-sitekey``.
            hostname: the host that served the page, without port.

        Raises:
            ValueError: a page without site key shows no challenge.
        """
        if not site_key:
            raise ValueError("There is no challenge without a site key.")
        random = base64.urlsafe_b64encode(self._entropy(_ENTROPY_BYTES))
        response = _PREFIX + random.decode().rstrip("=")
        with self._lock:
            self._solved[response] = _Solved(self._clock.now(), hostname)
        return response

    def verify(
        self, secret: str | None, response: str | None, remoteip: str | None = None
    ) -> Answer:
        """Verify a response, and use it up. Return Google's answer."""
        secret, response = secret or "", response or ""
        now = self._clock.now()
        with self._lock:
            answer = self._answer(secret, response, now)
            self._verifications.append(
                Verification(now, secret, response, remoteip, answer)
            )
        return answer

    def note_unanswered(
        self, secret: str | None, response: str | None, remoteip: str | None = None
    ) -> None:
        """Note a verification to which a fault answers. It uses nothing up."""
        now = self._clock.now()
        asked = Verification(now, secret or "", response or "", remoteip, None)
        with self._lock:
            self._verifications.append(asked)

    def forget(self) -> None:
        """Forget responses, verifications and fault."""
        if self.fault is not None:
            self.fault.end()
        self.fault = None
        with self._lock:
            self._solved.clear()
            self._verifications.clear()

    def _answer(self, secret: str, response: str, now: datetime) -> Answer:
        errors = []
        if not secret:
            errors.append("missing-input-secret")
        elif self._secret not in {None, secret} and secret != TEST_SECRET:
            errors.append("invalid-input-secret")
        if not response:
            errors.append("missing-input-response")
        if errors:
            return _failure(*errors)
        if secret == TEST_SECRET:
            return _success(now, TEST_HOSTNAME)
        solved = self._solved.get(response)
        if solved is None:
            return _failure("invalid-input-response")
        if solved.used or now - solved.at > VALIDITY:
            return _failure("timeout-or-duplicate")
        solved.used = True
        return _success(solved.at, solved.hostname)


def _success(solved_at: datetime, hostname: str) -> Answer:
    return {
        "success": True,
        "challenge_ts": solved_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "hostname": hostname,
    }


def _failure(*errors: str) -> Answer:
    return {"success": False, "error-codes": list(errors)}
