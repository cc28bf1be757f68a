"""The desk as a worker sees it: a mailbox that is read, a CAPTCHA that is solved."""

from __future__ import annotations

import base64
from typing import Any

import httpx

from harness.errors import BenchUnreachable
from harness.runs.load.journey import Journey
from harness.runs.load.plan import LoadPlan
from simulator.clock import SystemClock
from simulator.mail.mailbox import Mailbox
from simulator.recaptcha.double import RecaptchaDouble

_PATIENCE_S = 30.0


class DeskGone(BenchUnreachable):
    """The owner of the run does not answer any more."""


class DeskClient:
    """Speaks to the desk at *address*. Any thread (or greenlet) may use it."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(
            base_url=address, trust_env=False, timeout=_PATIENCE_S
        )

    def is_over(self) -> bool:
        """Return whether the owner wants the run to end; she is there, if she says."""
        return bool(self._call("GET", "")["over"])

    def plan(self) -> LoadPlan:
        """Return the plan of the run."""
        return LoadPlan.from_json(self._call("GET", "plan"))

    def mails(self, address: str, after: int) -> list[dict[str, Any]]:
        """Return the mails to *address* whose number is greater than *after*."""
        told: list[dict[str, Any]] = self._call(
            "GET", "mails", params={"to": address, "after": after}
        )
        return told

    def solve(self, site_key: str, host: str) -> str:
        """Return a CAPTCHA response that the owner's verifier takes."""
        return str(
            self._call("POST", "captcha", json={"site_key": site_key, "host": host})
        )

    def tell(self, journey: Journey) -> None:
        """Tell of a journey that ended."""
        self._call("POST", "journeys", json=journey.as_json())

    def tell_statistics(self, statistics: dict[str, Any]) -> None:
        """Tell Locust's own figures."""
        self._call("POST", "statistics", json=statistics)

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def _call(self, method: str, path: str, **told: Any) -> Any:
        try:
            answer = self._client.request(method, path, **told)
            answer.raise_for_status()
        except httpx.HTTPError as failed:
            raise DeskGone(
                f"Le guichet de l'essai ne répond pas : {failed}"
            ) from failed
        return answer.json()


class DeskMails:
    """The mails of one address, as the owner receives them."""

    def __init__(self, desk: DeskClient, address: str) -> None:
        self._desk = desk
        self._address = address
        self._seen = 0

    def mark(self) -> None:
        """Forget what is there now."""
        for mail in self._desk.mails(self._address, self._seen):
            self._seen = max(self._seen, mail["sequence"])

    def collect(self, mailbox: Mailbox) -> int:
        """Deliver into *mailbox* what came since, once; return how many."""
        mails = self._desk.mails(self._address, self._seen)
        for mail in mails:
            mailbox.deliver(mail["from"], mail["to"], base64.b64decode(mail["raw"]))
            self._seen = max(self._seen, mail["sequence"])
        return len(mails)

    def close(self) -> None:
        """Do nothing: the desk is every walk's."""


class DeskCaptcha(RecaptchaDouble):
    """Google's side of the CAPTCHA, which the owner plays."""

    def __init__(self, desk: DeskClient) -> None:
        super().__init__(SystemClock())
        self._desk = desk

    def solve(self, site_key: str, hostname: str) -> str:
        """Solve a challenge; the owner's verifier takes the response."""
        return self._desk.solve(site_key, hostname)
