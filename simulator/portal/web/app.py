"""The portal as a WSGI app."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from flask import Flask, redirect, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response

from simulator.portal.service.parts import Parts
from simulator.portal.web import (
    account_pages,
    demand_pages,
    errors,
    france_connect_pages,
    limits,
    login_pages,
    public_pages,
    reset_pages,
    security,
)
from simulator.portal.web.bench import BenchState, bench_blueprint
from simulator.portal.web.context import EXTENSION
from simulator.portal.web.unreadable import refuse_unreadable

MAXIMUM_BODY_BYTES = 64 * 1024


def create_app(parts: Parts, bench: BenchState | None = None) -> Flask:
    """Return the portal made of *parts*; with *bench*, its bench API beside it."""
    app = Flask("simulator.portal.web", static_url_path="/static")
    app.extensions[EXTENSION] = parts
    app.config.update(
        SECRET_KEY=parts.secret,
        SESSION_COOKIE_NAME="ep_session",
        SESSION_COOKIE_SECURE=parts.settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MAXIMUM_BODY_BYTES,
        # The form may stay open as long as its link lives.
        WTF_CSRF_TIME_LIMIT=None,
        # The reset page sends no Referer (B15); the token in the form is the proof.
        WTF_CSRF_SSL_STRICT=False,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    csrf = CSRFProtect(app)
    for pages in (
        public_pages,
        login_pages,
        account_pages,
        demand_pages,
        reset_pages,
        france_connect_pages,
    ):
        app.register_blueprint(pages.blueprint)
    if bench is not None:
        blueprint = bench_blueprint(bench)
        csrf.exempt(blueprint)
        app.register_blueprint(blueprint)
    errors.register(app)
    security.register(app)
    _register_public_addresses(app, parts)
    limits.register(app, parts)
    guarded = refuse_unreadable(app.wsgi_app)
    app.wsgi_app = guarded  # type: ignore[method-assign,assignment] # Flask's way
    return app


def _register_public_addresses(app: Flask, parts: Parts) -> None:
    """Send http:// and the bare domain to where step 1 says to go (P1.1)."""
    settings = parts.settings
    site = urlsplit(settings.site_url)
    addresses = (site, urlsplit(settings.accounts_url))
    secure = {item.netloc for item in addresses if item.scheme == "https"}

    @app.before_request
    def to_public_address() -> Response | None:
        apex = request.host == settings.apex_host
        if request.host not in secure and not apex:
            return None
        host = site.netloc if apex else request.host
        if request.scheme == "https" and host == request.host:
            return None
        # Encoded again as it came: a decoded line end or « ? » is another address.
        path = quote(request.path, safe="/:@!$&'()*+,;=~")
        query = request.query_string.decode("ascii", "replace")
        suffix = f"?{query}" if query else ""
        return redirect(f"https://{host}{path}{suffix}", code=301)
