"""What may be wrong with a Mailpit, and how the bench says so: one sentence."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from werkzeug.wrappers import Response

from harness.errors import ConfigurationError, Unreachable
from harness.targets.mail_sources.mailpit import MailpitSource
from harness.targets.mail_sources.mailpit_api import MailpitSettings
from simulator.certificate import certificate_of, server_context
from simulator.clock import FrozenClock, real_now, real_seconds
from simulator.mail.mailbox import Mailbox
from simulator.serving import DoubleServer

Serve = Callable[[type[BaseHTTPRequestHandler]], str]


def _always(status: int, body: bytes, kind: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Location", "/ailleurs")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        pytest.param(200, b"<h1>MailHog</h1>", "text/html", id="a web page"),
        pytest.param(200, b"[]", "application/json", id="a list"),
        pytest.param(200, b"{}", "application/json", id="another object"),
        pytest.param(200, b'{"messages": []}', "application/json", id="no total"),
        pytest.param(
            200, b'{"total": 1, "messages": [7]}', "application/json", id="no mail"
        ),
        pytest.param(
            200,
            b'{"total": 1, "messages": [{"ID": "../../etc"}]}',
            "application/json",
            id="a path for an id",
        ),
        pytest.param(200, b"\xff\xfe{", "application/json", id="no text"),
        pytest.param(200, b"", "application/json", id="nothing"),
        pytest.param(404, b"404", "text/plain", id="not found"),
        pytest.param(302, b"", "text/html", id="elsewhere"),
    ],
)
def test_an_answer_that_is_not_mailpits(
    serve: Serve, status: int, body: bytes, kind: str
) -> None:
    """The key is the address: it leads to something else."""
    url = serve(_always(status, body, kind))
    with pytest.raises(ConfigurationError) as wrong:
        MailpitSource(MailpitSettings(url, origin="p.toml [mailbox]"))
    sentence = str(wrong.value)

    assert sentence.startswith(f"p.toml [mailbox] url: {url}/api/v1/messages")
    assert f"({status}, {kind})" in sentence


@pytest.mark.parametrize("password", ["", "faux"])
def test_a_refused_log_in(
    mailpit: Any, settings: MailpitSettings, password: str
) -> None:
    """The sentence names the key and the user, never the password."""
    mailpit.credentials = "banc:juste"
    told = replace(settings, user="banc" if password else "", password=password)
    with pytest.raises(ConfigurationError, match=r"\[mailbox\] user, password: ") as no:
        MailpitSource(told)

    assert "juste" not in str(no.value)
    assert "faux" not in str(no.value) + repr(told)
    assert ("'banc'" if password else "without a log-in") in str(no.value)


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1:8025", "ftp://x", "http://", "http://[::1", "http://u:p@x"]
)
def test_an_address_that_is_none(url: str) -> None:
    """It is refused before anything is asked; a password in it is not repeated."""
    with pytest.raises(ConfigurationError, match=r"^\[mailbox\] url: ") as wrong:
        MailpitSource(MailpitSettings(url))

    assert "u:p" not in str(wrong.value)


def test_nobody_there() -> None:
    """The address is in the sentence."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with pytest.raises(Unreachable, match=rf"{url}/api/v1/messages ne répond pas : "):
        MailpitSource(MailpitSettings(url))


def test_out_of_order(serve: Serve) -> None:
    """A proxy answers that nothing is behind it."""
    url = serve(_always(502, b"Bad Gateway", "text/html"))
    with pytest.raises(Unreachable, match="ne répond pas : 502 Bad Gateway"):
        MailpitSource(MailpitSettings(url))


@pytest.mark.parametrize("held", [False, True])
def test_a_server_that_says_nothing(*, held: bool) -> None:
    """The wait is bounded in real time, even while the time is held."""
    clock = FrozenClock(real_now())
    if held:
        clock.start()
    began = real_seconds()
    try:
        with closing(socket.create_server(("127.0.0.1", 0))) as listening:
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            with pytest.raises(Unreachable, match="ne répond pas"):
                MailpitSource(MailpitSettings(url, timeout_s=0.3))
    finally:
        clock.stop()

    assert 3 > real_seconds() - began


def test_certificates(mailbox: Mailbox, tmp_path: Path) -> None:
    """A private authority is refused until the target file names it."""
    page = b'{"total": 0, "messages": []}'
    authority = tmp_path / "recette.pem"
    authority.write_bytes(certificate_of("mailpit.recette.test")[0])

    class Encrypted(DoubleServer):
        def app(self) -> Any:
            return Response(page, content_type="application/json")

        def release(self) -> None:
            """Nobody is kept waiting."""

    with Encrypted("127.0.0.1", 0, server_context("mailpit.recette.test")) as server:
        told = MailpitSettings(f"https://127.0.0.1:{server.port}")
        with pytest.raises(ConfigurationError, match=r"\[mailbox\] authority: .*self"):
            MailpitSource(told)
        with closing(MailpitSource(replace(told, authority=authority))) as source:
            assert 0 == source.collect(mailbox)


def test_a_connection_that_was_closed_meanwhile(
    mailpit: Any, settings: MailpitSettings, mailbox: Mailbox
) -> None:
    """The server drops the connection that it kept: asked once more, it answers."""
    dropped: list[str] = []

    def drop(path: str) -> None:
        if not dropped and len(mailpit.asked) > 1:
            dropped.append(path)
            raise ConnectionResetError

    mailpit.before_answer = drop
    with closing(MailpitSource(settings)) as source:
        mailpit.receive("a@x.test", ["b@x.test"], b"To: b@x.test\r\n\r\n")

        assert 1 == source.collect(mailbox)
    assert dropped
