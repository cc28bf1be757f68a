"""What is new, told to the pages that are open (server-sent events).

A stream ends by itself: a server that has one thread per request would lose it for as
long as the page is open. The browser comes back by itself and says what it knew last.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from flask import Blueprint, Response

from simulator.clock import real_seconds
from simulator.desk.context import Desk, desk, state_of

blueprint = Blueprint("live", __name__, url_prefix="/vivant")
LIFETIME_S = 20.0
_COME_BACK_MS = 500
_HEARTBEAT_S = 1.0
"""How soon a browser that has left is noticed, and its thread free again."""


@blueprint.get("")
def stream() -> Response:
    """Say the world's state now, and again whenever it changes, for some 20 s."""
    response = Response(
        _events(desk(), real_seconds() + LIFETIME_S), mimetype="text/event-stream"
    )
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _events(shown: Desk, end: float) -> Iterator[str]:
    yield f"retry: {_COME_BACK_MS}\n\n"
    changes = shown.world.changes
    told = None
    while True:
        if changes.number != told:
            state = state_of(shown)
            told = state["number"]
            yield f"event: etat\ndata: {json.dumps(state)}\n\n"
        left = end - real_seconds()
        if left <= 0 or changes.is_closed:
            return
        changes.wait(told, min(left, _HEARTBEAT_S))
        yield ":\n\n"
