"""How often each page may be submitted (B22), by Flask-Limiter on the portal's clock.

Only submissions are counted: reading a page, the link's included, is free. The number
of things sent to a dossier is :mod:`simulator.portal.service.throttle`'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter, RateLimitExceeded

from simulator.portal.service.parts import Parts
from simulator.portal.settings import RateLimits
from simulator.portal.store import journal
from simulator.portal.store.counters import SCHEME
from simulator.portal.web import errors
from simulator.portal.web.context import parts, single, typed_situation

_PROOF = "preuve"


def register(app: Flask, portal: Parts) -> None:
    """Limit the submissions to *app*, unless the settings want no limit."""
    rate_limits = portal.settings.rate_limits
    if rate_limits is None:
        return
    options: dict[str, Any] = {
        "transaction": portal.store.begin,
        "clock": portal.clock,
    }
    limiter = Limiter(
        _address,
        app=app,
        storage_uri=f"{SCHEME}://",
        storage_options=options,
        strategy="fixed-window",
    )
    _limit_pages(app, limiter, rate_limits)

    @app.errorhandler(RateLimitExceeded)
    def breached(_error: RateLimitExceeded) -> Response:
        _write_down()
        limit = limiter.current_limit
        if limit is None:
            raise RuntimeError("Flask-Limiter tells of no limit that was breached.")
        ends_at = datetime.fromtimestamp(limit.window.reset_time, UTC)
        return errors.too_many(ends_at)


def _limit_pages(app: Flask, limiter: Limiter, rates: RateLimits) -> None:
    by_address = limiter.limit(rates.demands_per_address)
    by_dossier = limiter.limit(
        rates.demands_per_dossier,
        key_func=_dossier,
        exempt_when=lambda: _dossier() == "",
    )
    _wrap(app, "demand.identify", by_dossier, by_address)
    by_address = limiter.limit(rates.resets_per_address)
    by_link = limiter.limit(rates.resets_per_link, key_func=_link)
    _wrap(app, "reset.submit", by_link, by_address)
    proofs = limiter.shared_limit(rates.logins_per_address, _PROOF, methods=["POST"])
    _wrap(app, "login.submit", proofs)
    _wrap(app, "account.change", proofs)


def _wrap(app: Flask, endpoint: str, *limits: Callable[[Any], Any]) -> None:
    """Put *limits* around a page, the last one outermost: it is counted first."""
    view: Any = app.view_functions[endpoint]
    for limit in limits:
        view = limit(view)
    app.view_functions[endpoint] = view


def _address() -> str:
    """Return where the request comes from; no header may say otherwise."""
    return request.remote_addr or "?"


def _dossier() -> str:
    """Return the dossier that is named, as the rule reads it; "" if it names none."""
    situation, dossier = typed_situation(), single("dossier")
    if situation is None or not parts().rulebook.is_dossier(dossier, situation):
        return ""
    return f"{situation.value} {dossier}"


def _link() -> str:
    """Return the link's own name; whatever else was sent stands for itself."""
    token = single("token")
    claims = parts().tokens.decode(token)
    if claims is not None:
        return claims.jti
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _write_down() -> None:
    who = _dossier() or "?"
    line = f"trop de demandes : {request.endpoint}, {who}, {_address()}"
    with parts().store.begin() as connection:
        journal.write(connection, parts().clock.now(), line)
