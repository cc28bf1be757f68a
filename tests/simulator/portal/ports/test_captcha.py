"""Having a CAPTCHA verified by Google, or by its double (P4.3)."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from simulator.clock import BenchClock, advance
from simulator.portal.ports.captcha import (
    CaptchaVerdict,
    CaptchaVerifier,
    _authorities,
)
from simulator.portal.ports.routes import Routes
from simulator.portal.settings import Settings
from simulator.recaptcha.double import TEST_SECRET, RecaptchaDouble
from simulator.recaptcha.faults import EMPTY_JSON, NOT_JSON, SERVER_ERROR, Hang, Reply
from simulator.recaptcha.server import RecaptchaServer

HOST = "www2.carpimko.com"

Solve = Callable[[], str]


@pytest.fixture
def verifier(cheap: Settings, captcha_server: RecaptchaServer) -> CaptchaVerifier:
    """A verifier that asks the double."""
    routes = Routes(siteverify=captcha_server.siteverify_url)
    return CaptchaVerifier(cheap, routes)


@pytest.fixture
def solve(captcha: RecaptchaDouble, cheap: Settings) -> Solve:
    """Solve the challenge of step 4."""
    return lambda: captcha.solve(cheap.captcha_site_key, HOST)


def test_a_solved_captcha_is_solved_once(
    verifier: CaptchaVerifier, solve: Solve
) -> None:
    """The same response a second time is a replay."""
    response = solve()

    assert CaptchaVerdict.SOLVED is verifier.verify(response, None)
    assert CaptchaVerdict.REFUSED is verifier.verify(response, None)


@pytest.mark.parametrize("host", ["www.carpimko.com", "www2.carpimko.com"])
def test_both_sites_may_show_it(
    verifier: CaptchaVerifier, captcha: RecaptchaDouble, host: str
) -> None:
    """The procedure has two host names."""
    assert CaptchaVerdict.SOLVED is verifier.verify(captcha.solve("key", host), None)


@pytest.mark.parametrize(
    "host", ["carpimko.com", "evil.test", "www2.carpimko.com.evil.test", "localhost"]
)
def test_a_captcha_solved_elsewhere_is_refused(
    verifier: CaptchaVerifier, captcha: RecaptchaDouble, host: str
) -> None:
    """Somebody else's page cannot lend its visitors' answers."""
    assert CaptchaVerdict.REFUSED is verifier.verify(captcha.solve("key", host), None)


@pytest.mark.parametrize("response", [" ", "garbage", "03A", "é" * 600])
def test_an_invented_response_is_refused(
    verifier: CaptchaVerifier, response: str
) -> None:
    """Presence is not enough."""
    assert CaptchaVerdict.REFUSED is verifier.verify(response, None)


def test_an_empty_response_is_refused_without_asking(
    verifier: CaptchaVerifier, captcha: RecaptchaDouble
) -> None:
    """Nothing was solved: Google has nothing to say about it."""
    assert CaptchaVerdict.REFUSED is verifier.verify("", None)
    assert () == captcha.verifications


def test_a_stale_response_is_refused(
    verifier: CaptchaVerifier, solve: Solve, clock: BenchClock
) -> None:
    """Good for two minutes, no longer."""
    response = solve()
    advance(clock, timedelta(seconds=121))

    assert CaptchaVerdict.REFUSED is verifier.verify(response, None)


def test_google_is_told_secret_response_and_visitor(
    verifier: CaptchaVerifier, captcha: RecaptchaDouble, solve: Solve, cheap: Settings
) -> None:
    """The visitor's address only if it is known."""
    response = solve()
    verifier.verify(response, "192.0.2.7")
    verifier.verify("x", None)

    asked = [
        (each.secret, each.response, each.remoteip) for each in captcha.verifications
    ]
    secret = cheap.captcha_secret
    assert [(secret, response, "192.0.2.7"), (secret, "x", None)] == asked


def test_googles_test_key_opens_nothing(
    cheap: Settings, captcha_server: RecaptchaServer
) -> None:
    """Left in production by mistake, its host name gives it away."""
    settings = replace(cheap, captcha_secret=TEST_SECRET)
    routes = Routes(siteverify=captcha_server.siteverify_url)

    verdict = CaptchaVerifier(settings, routes).verify("anything", None)
    assert CaptchaVerdict.REFUSED is verdict


_TRUTHY = [
    '{"success": "true", "hostname": "www2.carpimko.com"}',
    '{"success": 1, "hostname": "www2.carpimko.com"}',
    '{"success": true}',
    '{"success": true, "hostname": null}',
    '{"success": true, "hostname": ["www2.carpimko.com"]}',
    '{"success": false, "hostname": "www2.carpimko.com"}',
]


@pytest.mark.parametrize("body", _TRUTHY)
def test_only_true_is_true(
    verifier: CaptchaVerifier, captcha: RecaptchaDouble, body: str
) -> None:
    """An answer that merely looks like success is a refusal."""
    captcha.fault = Reply(200, body, "application/json")

    assert CaptchaVerdict.REFUSED is verifier.verify("x", None)


_NONSENSE = [
    SERVER_ERROR,
    NOT_JSON,
    EMPTY_JSON,
    Reply(200, "", "application/json"),
    Reply(200, "[true]", "application/json"),
    Reply(200, "true", "application/json"),
    Reply(200, "null", "application/json"),
    Reply(302, '{"success": true}', "application/json"),
    Reply(503, '{"success": true, "hostname": "www2.carpimko.com"}', "text/plain"),
]


@pytest.mark.parametrize("reply", _NONSENSE)
def test_nonsense_is_no_success(
    verifier: CaptchaVerifier, captcha: RecaptchaDouble, solve: Solve, reply: Reply
) -> None:
    """A verifier that fails leaves the door closed, and is told from a refusal."""
    response = solve()
    captcha.fault = reply

    assert CaptchaVerdict.UNAVAILABLE is verifier.verify(response, None)


def test_a_verifier_that_hangs_is_unavailable(
    cheap: Settings,
    captcha_server: RecaptchaServer,
    captcha: RecaptchaDouble,
    solve: Solve,
) -> None:
    """Patience is a setting."""
    captcha.fault = Hang()
    routes = Routes(siteverify=captcha_server.siteverify_url)
    verifier = CaptchaVerifier(replace(cheap, captcha_timeout_s=0.05), routes)

    assert CaptchaVerdict.UNAVAILABLE is verifier.verify(solve(), None)


def test_nobody_to_ask_is_unavailable(
    cheap: Settings, captcha_server: RecaptchaServer, solve: Solve
) -> None:
    """No route, or nobody who listens at its end."""
    response = solve()
    captcha_server.stop()
    nowhere = CaptchaVerifier(cheap, Routes())
    closed = CaptchaVerifier(cheap, Routes(siteverify=captcha_server.siteverify_url))

    assert CaptchaVerdict.UNAVAILABLE is nowhere.verify(response, None)
    assert CaptchaVerdict.UNAVAILABLE is closed.verify(response, None)


def test_a_route_that_is_no_address_is_unavailable(cheap: Settings) -> None:
    """A mistake on the bench shows as a message, not as a crash."""
    verifier = CaptchaVerifier(cheap, Routes(siteverify="http://["))

    assert CaptchaVerdict.UNAVAILABLE is verifier.verify("x", None)


class _Elsewhere(BaseHTTPRequestHandler):
    """Sends whoever asks to another verifier."""

    location = ""

    def do_POST(self) -> None:
        """Redirect, method and body kept."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(307)
        self.send_header("Location", self.location)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_the_secret_is_not_sent_where_a_redirect_says(
    cheap: Settings,
    captcha: RecaptchaDouble,
    captcha_server: RecaptchaServer,
    solve: Solve,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Google does not redirect: somebody else answered."""
    monkeypatch.setattr(_Elsewhere, "location", captcha_server.siteverify_url)
    with HTTPServer(("127.0.0.1", 0), _Elsewhere) as elsewhere:
        answering = threading.Thread(target=elsewhere.handle_request)
        answering.start()
        address = f"http://127.0.0.1:{elsewhere.server_port}/recaptcha/api/siteverify"
        verdict = CaptchaVerifier(cheap, Routes(siteverify=address)).verify(
            solve(), None
        )
        answering.join(timeout=5)

    assert CaptchaVerdict.UNAVAILABLE is verdict
    assert () == captcha.verifications


def test_authorities_are_read_once_and_only_for_https(
    cheap: Settings, solve: Solve, captcha_server: RecaptchaServer
) -> None:
    """Reading them takes longer than all the rest of a portal's start."""
    read: list[bool] = []
    real = ssl.create_default_context

    def spy(**options: str) -> ssl.SSLContext:
        read.append(True)
        return real(**options)

    _authorities.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", spy)
        plain = CaptchaVerifier(cheap, Routes(siteverify=captcha_server.siteverify_url))
        assert CaptchaVerdict.SOLVED is plain.verify(solve(), None)
        assert [] == read
        for _ in range(2):
            secure = CaptchaVerifier(cheap, Routes(siteverify="https://127.0.0.1:1/"))
            assert CaptchaVerdict.UNAVAILABLE is secure.verify("x", None)
            secure.close()
        plain.close()
    assert [True] == read


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    """The context shared by all verifiers checks certificate and name."""
    context = _authorities()

    assert ssl.CERT_REQUIRED is context.verify_mode
    assert context.check_hostname
