"""The owner's desk: where workers find the plan, their mails and the CAPTCHA.

JSON over HTTP on loopback, below an address that only this run's workers know. One
process holds the mail server and plays Google, however many walk.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from harness.runs.load.journey import Journey
from harness.runs.load.ledger import Ledger
from harness.runs.load.plan import LoadPlan
from simulator.mail.message import ReceivedMail
from simulator.serving import DoubleServer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_LOOPBACK = "127.0.0.1"


class Desk(DoubleServer):
    """Serves one run."""

    name = "load desk"

    def __init__(self, plan: LoadPlan, ledger: Ledger, port: int = 0) -> None:
        super().__init__(_LOOPBACK, port)
        self._plan = plan
        self._ledger = ledger
        self._secret = secrets.token_urlsafe(16)
        self._routes = Map(
            [
                Rule("/", methods=["GET"], endpoint=self._greet),
                Rule("/plan", methods=["GET"], endpoint=self._tell_plan),
                Rule("/mails", methods=["GET"], endpoint=self._mails),
                Rule("/captcha", methods=["POST"], endpoint=self._captcha),
                Rule("/journeys", methods=["POST"], endpoint=self._journey),
                Rule("/statistics", methods=["POST"], endpoint=self._statistics),
            ]
        )

    @property
    def address(self) -> str:
        """Where workers find it; whoever knows it reads the run's mails."""
        return f"{self.url}/{self._secret}"

    def app(self) -> WSGIApplication:
        """Return the desk."""
        return Request.application(self._answer)

    def release(self) -> None:
        """Do nothing: nobody is kept waiting."""

    def _answer(self, request: Request) -> Response:
        prefix = f"/{self._secret}/"
        try:
            if not request.path.startswith(prefix):
                raise NotFound
            path = request.path[len(prefix) - 1 :]
            adapter = self._routes.bind("", path_info=path)
            endpoint, _ = adapter.match(method=request.method)
        except HTTPException as wrong:
            return Response(status=wrong.code)
        answer: Callable[[Request], Any] = endpoint
        return Response(json.dumps(answer(request)), mimetype="application/json")

    def _greet(self, _: Request) -> Any:
        return {"over": self._ledger.over}

    def _tell_plan(self, _: Request) -> Any:
        return self._plan.as_json()

    def _mails(self, request: Request) -> Any:
        address, after = request.args["to"], int(request.args["after"])
        self._ledger.note_address(address)
        mails = self._ledger.mailbox.to(address)
        return [_as_json(mail) for mail in mails if mail.sequence > after]

    def _captcha(self, request: Request) -> Any:
        asked = _body(request)
        return self._ledger.captcha.solve(asked["site_key"], asked["host"])

    def _journey(self, request: Request) -> Any:
        self._ledger.note(Journey.from_json(_body(request)))
        return None

    def _statistics(self, request: Request) -> Any:
        self._ledger.statistics = _body(request)
        return None


def _body(request: Request) -> Mapping[str, Any]:
    told: Mapping[str, Any] = json.loads(request.get_data())
    return told


def _as_json(mail: ReceivedMail) -> dict[str, Any]:
    return {
        "sequence": mail.sequence,
        "from": mail.envelope_from,
        "to": list(mail.envelope_to),
        "raw": base64.b64encode(mail.raw).decode(),
    }
