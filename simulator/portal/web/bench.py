"""The bench API v1: how the portal lets itself be tested.

Registered only when the app is created as a bench; otherwise these addresses do not
exist. Described for other portals in docs/bench-api.yaml.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, jsonify, request

from simulator.clock import ReleasableClock
from simulator.portal.outbox.letter_pdf import PrintedLetter, letter_pdf
from simulator.portal.service import delivery
from simulator.portal.store import accounts, france_connect, journal, letters
from simulator.portal.web import bench_bodies as bodies
from simulator.portal.web.bench_bodies import BadBodyError
from simulator.portal.web.context import parts

PREFIX = "/_bench"
VERSION = 1
MAXIMUM_BODY_BYTES = 64 * 1024 * 1024
CAPABILITIES = (
    "clock", "accounts", "routes", "letters", "log", "outbox", "restart",
    "franceconnect",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BenchState:
    """What the bench API may reach beyond the portal's parts."""

    clock: ReleasableClock
    restart: Callable[[], None]
    """Forgets everything that is only in memory."""


def bench_blueprint(bench: BenchState) -> Blueprint:
    """Return the bench API of a portal."""
    api = Blueprint("bench", __name__, url_prefix=PREFIX)
    api.register_error_handler(BadBodyError, _bad_body)
    api.before_request(_take_long_bodies)
    api.add_url_rule("/", view_func=_describe)
    api.add_url_rule("/accounts", view_func=_put_accounts, methods=["PUT"])
    api.add_url_rule(
        "/accounts/<situation>/<dossier>", view_func=_patch_account, methods=["PATCH"]
    )
    api.add_url_rule("/routes", view_func=_put_routes, methods=["PUT"])
    api.add_url_rule("/outbox/run", view_func=_run_outbox, methods=["POST"])
    api.add_url_rule("/letters", view_func=_letters)
    api.add_url_rule("/letters/<int:number>/pdf", view_func=_letter_on_paper)
    api.add_url_rule("/log", view_func=_log)

    @api.put("/clock")
    def put_clock() -> Response:
        bench.clock.move_to(bodies.instant(_body()))
        return _done()

    @api.delete("/clock")
    def delete_clock() -> Response:
        bench.clock.release()
        return _done()

    @api.post("/restart")
    def restart() -> Response:
        bench.restart()
        return _done()

    return api


def _take_long_bodies() -> None:
    """Let a population in: the limit of the pages is not meant for the bench."""
    request.max_content_length = MAXIMUM_BODY_BYTES


def _body() -> Any:
    """Return the JSON of the request; None if it is none."""
    try:
        return request.get_json(silent=True)
    except RecursionError as deep:
        raise BadBodyError("The body is nested too deeply.") from deep


def _done() -> Response:
    return Response(status=204)


def _bad_body(error: BadBodyError) -> tuple[Response, int]:
    return jsonify(error=str(error)), 422


def _describe() -> Response:
    return jsonify(version=VERSION, capabilities=list(CAPABILITIES))


def _put_accounts() -> Response:
    body = _body()
    everyone = bodies.accounts(body, parts())
    known = bodies.identities(body)
    with parts().store.begin() as connection:
        accounts.replace_all(connection, everyone)
        for key, identity in known.items():
            france_connect.set_identity(connection, key, identity)
    return _done()


def _patch_account(situation: str, dossier: str) -> tuple[Response, int] | Response:
    known = bodies.situation(situation)
    change = bodies.account_change(_body(), parts())
    mail_id = None
    with parts().store.begin() as connection:
        found = accounts.find(connection, known, dossier, lock=True)
        if found is not None:
            mail_id = change(connection, found)
    if found is None:
        return jsonify(error=f"There is no account {situation}/{dossier}."), 404
    if mail_id is not None:
        delivery.hand_over(parts(), mail_id)
    return _done()


def _put_routes() -> Response:
    wanted = bodies.routes(_body())
    routes = parts().routes
    routes.smtp = wanted.get("smtp", routes.smtp)
    routes.siteverify = wanted.get("siteverify", routes.siteverify)
    routes.franceconnect = wanted.get("franceconnect", routes.franceconnect)
    return _done()


def _run_outbox() -> Response:
    delivery.run_outbox(parts())
    return _done()


def _letters() -> Response:
    with parts().store.begin() as connection:
        posted = letters.all_letters(connection)
    return jsonify(
        [
            {
                "situation": letter.situation.value,
                "dossier": letter.dossier,
                "posted_at": letter.posted_at.isoformat(),
                "expected_on": letter.expected_on.isoformat(),
                "address": letter.address,
                "text": letter.text,
            }
            for letter in posted
        ]
    )


def _letter_on_paper(number: int) -> tuple[Response, int] | Response:
    """Return the *number*-th letter posted, counted from 1, as PDF."""
    with parts().store.begin() as connection:
        posted = letters.all_letters(connection)
    if not 0 < number <= len(posted):
        return jsonify(error=_no_letter(number, len(posted))), 404
    letter = posted[number - 1]
    printed = PrintedLetter(letter.address, letter.text, letter.posted_at)
    return Response(letter_pdf(printed), mimetype="application/pdf")


def _no_letter(number: int, count: int) -> str:
    return f"There is no letter {number}: {count} posted so far, numbered from 1."


def _log() -> Response:
    with parts().store.begin() as connection:
        return Response(journal.read(connection), mimetype="text/plain")
