"""The portal of a target file in Chromium: whom it believes, and when it draws."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from flask import Flask, Response, jsonify, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from harness.errors import NotObservable, Unreachable
from harness.pages import Page
from harness.targets.chromium.browser import ChromiumBrowser
from harness.targets.file.chromium import ChromiumFileTarget
from harness.targets.file.settings import TargetFile
from harness.targets.http_browser import HttpBrowser
from simulator.certificate import certificate_of


class Home(BaseHTTPRequestHandler):
    """One page."""

    def do_GET(self) -> None:
        """Answer it."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<h1>Bienvenue</h1>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def signed(folder: Path) -> tuple[Path, Path]:
    """Write an authority (PEM), and a server's certificate of its making with a key."""
    always = datetime(2025, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        for name in ("Autorité d'essai", "localhost")
    ]

    def made(rank: int) -> bytes:
        return (
            x509.CertificateBuilder()
            .subject_name(names[rank])
            .issuer_name(names[0])
            .public_key(keys[rank].public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(always[0])
            .not_valid_after(always[1])
            .add_extension(
                x509.BasicConstraints(ca=not rank, path_length=None), critical=True
            )
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
                critical=False,
            )
            .sign(keys[0], hashes.SHA256())
            .public_bytes(Encoding.PEM)
        )

    authority, server = folder / "ca.pem", folder / "server.pem"
    authority.write_bytes(made(0))
    key = keys[1].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    server.write_bytes(made(1) + key)
    return authority, server


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A portal whose certificate an authority made: its address, and the authority."""
    authority, chain = signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    with HTTPServer(("127.0.0.1", 0), Home) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}/", authority
        server.shutdown()
        thread.join()


def test_a_certificate_that_the_authority_made_is_believed(
    encrypted: tuple[str, Path],
) -> None:
    """Servers show their own certificate, and seldom the authority's."""
    home, authority = encrypted
    file = TargetFile(
        authority.with_name("cible.toml"), "Recette", home, certificate=authority
    )
    target = ChromiumFileTarget(file)
    browser = target.open_browser(lambda _: None)
    try:
        assert "Bienvenue" == browser.visit(home).text
    finally:
        browser.close()
        target.close()


def test_a_certificate_of_another_authority_is_not_believed(
    encrypted: tuple[str, Path], tmp_path: Path
) -> None:
    """What was not vouched for is not pinned."""
    other = tmp_path / "autre.pem"
    other.write_bytes(certificate_of("autre.test")[0])
    file = TargetFile(
        tmp_path / "cible.toml", "Recette", encrypted[0], certificate=other
    )
    with pytest.raises(Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
        ChromiumFileTarget(file)


PUBLIC = "https://www.portail.test"


@pytest.fixture
def sends_to_public(
    serve: Callable[[Flask], str], tmp_path: Path
) -> Iterator[tuple[ChromiumFileTarget, str]]:
    """A portal that writes its public address into what it answers, and its home."""
    app = Flask(__name__)

    @app.get("/")
    def home() -> BaseResponse:
        answer = redirect(f"{PUBLIC}/relais?n=1")
        answer.set_cookie("seance", "ouverte", samesite="Lax")
        return answer

    @app.get("/formulaire")
    def form() -> str:
        return (
            f'<link rel="stylesheet" href="{PUBLIC}/style.css">'
            '<form method="post" action="/relais?n=2">'
            '<input name="qui" value="Camille"><button>Oui</button></form>'
        )

    @app.get("/style.css")
    def style() -> Response:
        return Response("input { width: 321px }", mimetype="text/css")

    @app.route("/relais", methods=["GET", "POST"])
    def relay() -> BaseResponse:
        code = 307 if request.method == "POST" else 302
        return redirect(f"{PUBLIC}/arrivee?n={request.args['n']}", code)

    @app.route("/arrivee", methods=["GET", "POST"])
    def arrival() -> str:
        who = request.form.get("qui", "")
        return f"<h1>Arrivée {request.args['n']} {request.cookies['seance']} {who}</h1>"

    @app.get("/boucle")
    def loop() -> BaseResponse:
        return redirect(f"{PUBLIC}/boucle")

    @app.get("/sortie")
    def way_out() -> BaseResponse:
        return redirect("https://www.ailleurs.test/")

    url = serve(app)
    written = {PUBLIC.replace("www", "WWW"): url}
    file = TargetFile(tmp_path / "x.toml", "Recette", f"{url}/", rewrite=written)
    target = ChromiumFileTarget(file)
    yield target, url
    target.close()


def test_a_redirection_to_a_public_address_is_followed_where_it_is_served(
    sends_to_public: tuple[ChromiumFileTarget, str],
) -> None:
    """No name leads there from here: a sound portal would look as if it were down."""
    target, url = sends_to_public
    seen: list[Page] = []
    browser = target.open_browser(seen.append)

    visited = browser.visit(PUBLIC)
    form = browser.visit(f"{PUBLIC}/formulaire")
    sent = browser.submit(form.forms[0].press("Oui"))

    assert "Arrivée 1 ouverte" == visited.text
    assert f"{url}/arrivee?n=1" == visited.url
    assert (f"{url}/", f"{url}/relais?n=1") == visited.via
    assert "seance=ouverte; Path=/; SameSite=Lax" in dict(visited.via_headers).values()
    assert () == form.blocked
    assert "Arrivée 2 ouverte Camille" == sent.text
    assert (f"{url}/relais?n=2",) == sent.via
    assert [visited, form, sent] == seen
    browser.close()


def test_a_redirection_that_never_ends_or_leads_out_is_told(
    sends_to_public: tuple[ChromiumFileTarget, str],
) -> None:
    """The first is the portal's fault; of the second nothing is said."""
    target, url = sends_to_public
    browser = target.open_browser(lambda _: None)

    with pytest.raises(Unreachable, match=f"{url}/boucle redirige sans fin"):
        browser.visit(f"{url}/boucle")
    with pytest.raises(NotObservable, match=r"https://www\.ailleurs\.test/"):
        browser.visit(f"{PUBLIC}/sortie")
    browser.close()


def test_durations_are_measured_without_a_screen(
    serve: Callable[[Flask], str], tmp_path: Path
) -> None:
    """Where time can be moved, real time is asked for to measure (ADR 0019)."""
    app = Flask(__name__)

    @app.get("/_bench/")
    def bench() -> Response:
        return jsonify(version=1, capabilities=["clock"])

    @app.route("/_bench/clock", methods=["PUT", "DELETE"])
    def clock() -> Response:
        return Response(status=204)

    home = serve(app)
    target = ChromiumFileTarget(
        TargetFile(tmp_path / "cible.toml", "Recette", home, bench=f"{home}/_bench")
    )
    opened = []
    target.release_clock()
    opened.append(target.open_browser(lambda _: None))
    target.move_clock(datetime(2026, 3, 10, tzinfo=UTC))
    opened.append(target.open_browser(lambda _: None))
    inner = [type(getattr(one, "_inner")) for one in opened]  # noqa: B009 - private
    for browser in opened:
        browser.close()
    target.close()

    assert [HttpBrowser, ChromiumBrowser] == inner
