"""Who may change something here, and what every answer carries.

The desk has no log-in of its own (the guard of ``sesame serve`` stands before it), so
any page that a tester's browser shows could make it post here. A request that changes
something must therefore come from the desk itself: browsers say where it comes from
(``Sec-Fetch-Site``, ``Origin``); other programs, which nobody can lure, say neither.
"""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import Forbidden

from simulator.served.guard import HARMLESS, is_from_here

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def register(app: Flask) -> None:
    """Refuse what comes from elsewhere, and harden every answer of *app*."""
    app.before_request(_refuse_elsewhere)
    app.after_request(_harden)


def _refuse_elsewhere() -> None:
    if request.method not in HARMLESS and not is_from_here(request):
        raise Forbidden


def _harden(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _POLICY)
    headers.setdefault("X-Frame-Options", "DENY")
    # Not "no-referrer": with it, browsers say « Origin: null » of the desk's own forms.
    headers["Referrer-Policy"] = "same-origin"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Cache-Control"] = "no-store"
    return response
