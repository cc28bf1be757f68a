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
from flask import Flask, Response, jsonify

from harness.errors import Unreachable
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
