"""The desk as a WSGI app, to be mounted at :data:`PREFIX`."""

from __future__ import annotations

import hashlib

from flask import Flask

from simulator.desk import (
    api,
    clock_pages,
    errors,
    fault_pages,
    home_pages,
    journal_pages,
    letter_pages,
    live,
    mail_pages,
    resident_pages,
    security,
)
from simulator.desk.context import EXTENSION, Desk, shell
from simulator.desk.switches import Switches
from simulator.portal.web.unreadable import refuse_unreadable
from simulator.served.guard import DESK
from simulator.served.world import ServedWorld

PREFIX = DESK
MAXIMUM_BODY_BYTES = 64 * 1024


def create_desk(world: ServedWorld) -> Flask:
    """Return the tester's desk on *world*: its pages, and the API below ``/api``."""
    app = Flask("simulator.desk")
    app.extensions[EXTENSION] = Desk(world, Switches(world))
    # The session only carries « c'est fait » to the page after a form.
    secret = hashlib.sha256(b"desk" + world.portal.parts.secret).digest()
    app.config.update(
        SECRET_KEY=secret,
        SESSION_COOKIE_NAME="monde",
        SESSION_COOKIE_PATH=PREFIX,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        MAX_CONTENT_LENGTH=MAXIMUM_BODY_BYTES,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined] # of Flask's provider
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # likewise
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for pages in (
        home_pages,
        mail_pages,
        letter_pages,
        clock_pages,
        fault_pages,
        resident_pages,
        journal_pages,
        live,
    ):
        app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint())
    app.context_processor(shell)
    errors.register(app)
    security.register(app)
    guarded = refuse_unreadable(app.wsgi_app)
    app.wsgi_app = guarded  # type: ignore[method-assign,assignment] # Flask's way
    return app
