"""A small portal and a tiny bench, over WSGI and over a real socket."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import httpx
import pytest
from flask import Flask, Response, jsonify, make_response, redirect, request
from werkzeug.serving import make_server

from harness.targets.chromium.arguments import arguments
from harness.targets.chromium.driver import Driver
from harness.targets.chromium.executable import find_chromium

Reached = tuple[str, httpx.BaseTransport | None]


def portal() -> Flask:
    """Return a portal that shows what it was sent."""
    app = Flask(__name__)

    @app.get("/")
    def home() -> str:
        seen = request.cookies.get("vu", "jamais")
        return f"<h1>Accueil</h1><p>Vu {seen}</p><a href=/loin>Loin</a>"

    @app.get("/cookie")
    def cookie() -> Response:
        answer = make_response("<h1>Cookie</h1>")
        answer.set_cookie("vu", "une fois", httponly=True)
        return answer

    @app.get("/loin")
    def far() -> Response:
        return redirect("/plus-loin")

    @app.get("/plus-loin")
    def farther() -> Response:
        answer = redirect("/echo?arrive=1")
        answer.set_cookie("vu", "en route")
        return answer

    @app.route("/echo", methods=["GET", "POST", "HEAD"])
    def echo() -> tuple[str, int, dict[str, str]]:
        origins = request.headers.getlist("Origin")
        told = (f"{name}={value}" for name, value in request.form.items(multi=True))
        lines = [request.method, request.full_path, *origins, "&".join(told)]
        return "\n".join(lines), 200, {"X-Suite": "a", "Content-Type": "text/plain"}

    @app.post("/poste")
    def post() -> Response:
        return redirect("/echo", code=303)

    @app.get("/boucle")
    def loop() -> Response:
        return redirect("/boucle")

    @app.get("/panne")
    def broken() -> tuple[str, int]:
        return "<h1>Panne</h1>", 503

    @app.get("/formulaires")
    def forms() -> str:
        return (
            "<form method=post action=/echo><input name=a value='é &amp; +'>"
            "<input name=b value=1><input name=b value=2><input name=vide>"
            "<button name=qui value=moi>Poster</button></form>"
            "<form action=/echo?ancien=1><input name=q value='é'>"
            "<button>Chercher</button></form>"
            "<form method=post action=/poste><button>Suivre</button></form>"
            "<form method=post action=/echo><button>Rien</button></form>"
        )

    return app


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Flask], str]]:
    """Serve apps on free loopback ports; return the address of each."""
    running = []

    def start(app: Flask) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def portal_at(serve: Callable[[Flask], str]) -> dict[str, Reached]:
    """Where the small portal is, and how it is reached."""
    app = portal()
    return {
        "wsgi": ("https://portail.test", httpx.WSGITransport(app)),
        "socket": (serve(app), None),
    }


@pytest.fixture
def tiny_bench() -> Callable[..., httpx.WSGITransport]:
    """Make a bench API that describes itself as told, and knows nothing else."""

    def make(description: object, status: int = 200) -> httpx.WSGITransport:
        app = Flask(__name__)

        @app.get("/_bench/")
        def describe() -> tuple[Response, int]:
            if isinstance(description, str):
                return Response(description), status
            return jsonify(description), status

        return httpx.WSGITransport(app)

    return make


@pytest.fixture(scope="session")
def chromium() -> Iterator[Driver]:
    """One running Chromium, which reaches nothing but loopback."""
    driver = Driver(find_chromium(), arguments({}))
    yield driver
    driver.close()


@pytest.fixture
def nowhere() -> str:
    """An address of this machine where nothing listens."""
    server = make_server("127.0.0.1", 0, Flask(__name__))
    server.server_close()
    return f"http://127.0.0.1:{server.server_port}"
