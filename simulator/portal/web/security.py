"""Response headers that every page carries (B15 to B17)."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request

from simulator.portal.web.context import parts

ONE_YEAR_S = 365 * 24 * 3600
_CAPTCHA_PAGES = frozenset({"demand.forgotten", "demand.identify"})


def register(app: Flask) -> None:
    """Add the headers to every response of *app*."""
    app.after_request(_harden)


def _harden(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy())
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR_S}"
    return response


def _policy() -> str:
    script = parts().routes.captcha_script
    captcha = ""
    if script is not None and request.endpoint in _CAPTCHA_PAGES:
        address = urlsplit(script)
        captcha = f"{address.scheme}://{address.netloc}"
    frames = captcha or "'none'"
    return (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        f"base-uri 'none'; frame-ancestors 'none'; script-src {frames}; "
        f"frame-src {frames}"
    )
