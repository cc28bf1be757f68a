"""Response headers that every page carries (B15 to B17)."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request

from simulator.portal.web.context import parts

OK = 200
ONE_YEAR_S = 365 * 24 * 3600
_CAPTCHA_PAGES = frozenset({"demand.forgotten", "demand.identify"})
_LOG_OUT_PAGES = frozenset({"login.personal_space"})


def register(app: Flask) -> None:
    """Add the headers to every response of *app*."""
    app.after_request(_harden)


def _harden(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy(response))
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR_S}"
    return response


def _policy(response: Response) -> str:
    script = parts().routes.captcha_script
    captcha = ""
    shown = response.status_code == OK and request.endpoint in _CAPTCHA_PAGES
    if script is not None and shown:
        captcha = _origin(script)
    frames = captcha or "'none'"
    return (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        f"form-action 'self'{_log_out_elsewhere()}; "
        f"base-uri 'none'; frame-ancestors 'none'; script-src {frames}; "
        f"frame-src {frames}"
    )


def _log_out_elsewhere() -> str:
    """Return FranceConnect's origin where a log-out form may be redirected to it.

    Browsers hold ``form-action`` against the redirections that answer a form, too.
    """
    issuer = parts().routes.franceconnect
    if issuer is None or request.endpoint not in _LOG_OUT_PAGES:
        return ""
    return f" {_origin(issuer)}"


def _origin(url: str) -> str:
    address = urlsplit(url)
    return f"{address.scheme}://{address.netloc}"
