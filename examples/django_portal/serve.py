"""Serve the portal on the loopback interface, with Waitress.

The database is migrated first. The address is printed once the socket listens.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def main() -> None:
    """Read the options, prepare the database, serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="0: any free port")
    parser.add_argument("--database", help="SQLite file (default: a temporary one)")
    parser.add_argument(
        "--bench", action="store_true", help="let a test bench set accounts and time"
    )
    options = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if options.bench:
        os.environ["PORTAL_BENCH"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or str(Path(folder) / "portal.sqlite3")
        os.environ["PORTAL_DATABASE"] = database
        _serve(options.port)


def without_body_for_head(app: WSGIApplication) -> WSGIApplication:
    """Answer HEAD without a body: neither Django nor Waitress takes it away."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        body = app(environ, start)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        if hasattr(body, "close"):
            body.close()
        return []

    return answer


def _serve(port: int) -> None:
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server

    django.setup()
    call_command("migrate", verbosity=0)
    server = create_server(
        without_body_for_head(get_wsgi_application()),
        host="127.0.0.1",
        port=port,
        threads=8,
        connection_limit=1000,
    )
    print(f"http://127.0.0.1:{server.effective_port}/", flush=True)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


if __name__ == "__main__":
    main()
