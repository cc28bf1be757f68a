"""The double's server: its life, and frozen time."""

from __future__ import annotations

import logging
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from simulator.clock import FrozenClock, advance
from simulator.listening import PortInUse
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.faults import Hang
from simulator.recaptcha.server import RecaptchaServer

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)


@pytest.fixture
def frozen() -> Iterator[FrozenClock]:
    """The process frozen at noon, before any traffic."""
    clock = FrozenClock(NOON)
    clock.start()
    yield clock
    clock.stop()


@pytest.mark.parametrize(
    ("age", "answered"),
    [
        (120, {"success", "challenge_ts", "hostname"}),
        (121, {"success", "error-codes"}),
        (86_400, {"success", "error-codes"}),
    ],
)
def test_two_minutes_are_counted_in_frozen_time(
    frozen: FrozenClock, age: int, answered: set[str]
) -> None:
    """A response passes at 120 s of the clock's time and fails at 121 s."""
    double = RecaptchaDouble(frozen)
    with (
        RecaptchaServer(double) as server,
        httpx.Client(timeout=5, trust_env=False) as portal,
    ):
        form = {"secret": "s", "response": double.solve("key", "a.test")}
        portal.get(server.script_url)  # some traffic before time passes
        advance(frozen, timedelta(seconds=age))
        answer = portal.post(server.siteverify_url, data=form).json()

    assert answered == answer.keys()
    assert (age <= 120) == answer["success"]


def test_the_address_is_the_real_one(server: RecaptchaServer) -> None:
    """With port 0 asked, the port shown is the one that answers."""
    assert server.port > 0
    assert f"http://127.0.0.1:{server.port}" == server.url
    assert f"{server.url}/recaptcha/api/siteverify" == server.siteverify_url
    assert f"{server.url}/recaptcha/api.js" == server.script_url


def test_twenty_portals_at_once(
    server: RecaptchaServer, double: RecaptchaDouble
) -> None:
    """Twenty verifications together are each answered."""

    def verify(number: int) -> str:
        form = {"secret": "s", "response": double.solve("key", f"host{number}.test")}
        reply = httpx.post(server.siteverify_url, data=form, timeout=5, trust_env=False)
        return str(reply.json()["hostname"])

    with ThreadPoolExecutor(20) as pool:
        hostnames = list(pool.map(verify, range(20)))

    assert [f"host{number}.test" for number in range(20)] == hostnames


def test_the_server_says_nothing(
    browser: httpx.Client,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Requests, refused ones too, leave the terminal alone."""
    caplog.set_level(logging.INFO, "werkzeug")
    browser.get("/nowhere")
    browser.post("/recaptcha/api2/userverify")

    assert ("", "") == capfd.readouterr()
    assert [] == [each for each in caplog.records if each.name == "werkzeug"]


def test_stopping_twice_is_harmless(double: RecaptchaDouble) -> None:
    """A server may be stopped before it starts, and again after it stopped."""
    server = RecaptchaServer(double)
    server.stop()
    server.start()
    server.stop()
    server.stop()

    with pytest.raises(httpx.ConnectError):
        httpx.get(server.url, trust_env=False)


def test_stopping_hangs_up(server: RecaptchaServer) -> None:
    """Who is connected and says nothing is not waited for."""
    with socket.create_connection((server.host, server.port), 5) as idle:
        # Connections are taken in turn: once this is answered, the idle one is in.
        httpx.get(server.siteverify_url, trust_env=False)
        server.stop()

        assert b"" == idle.recv(1)


def test_stopping_releases_who_hangs(
    server: RecaptchaServer, double: RecaptchaDouble, browser: httpx.Client
) -> None:
    """A portal kept waiting is answered when the server stops."""
    hang = Hang(at_most=30)
    double.fault = hang
    codes: list[int] = []
    thread = threading.Thread(
        target=lambda: codes.append(browser.get(server.siteverify_url).status_code)
    )
    thread.start()
    assert hang.wait_reached()
    server.stop()
    thread.join(5)

    assert [200] == codes


def test_a_stopped_server_comes_back_at_the_same_address(
    server: RecaptchaServer, browser: httpx.Client
) -> None:
    """An outage ends where it began."""
    url = server.url
    server.stop()
    server.start()

    assert url == server.url
    assert 200 == browser.get(server.siteverify_url).status_code


def test_starting_twice_is_an_error(server: RecaptchaServer) -> None:
    """A server that listens already says so."""
    with pytest.raises(RuntimeError, match="listens already"):
        server.start()


def test_a_port_in_use_is_told(
    server: RecaptchaServer, double: RecaptchaDouble
) -> None:
    """If the port is taken, the error says which, and is an OSError."""
    with pytest.raises(PortInUse, match=f"127.0.0.1:{server.port}") as caught:
        RecaptchaServer(double, port=server.port).start()
    assert isinstance(caught.value, OSError)


def test_another_error_of_the_socket_is_left_alone(double: RecaptchaDouble) -> None:
    """An address that is not this machine's is no port in use."""
    with pytest.raises(OSError, match="assign requested address") as caught:
        RecaptchaServer(double, host="192.0.2.1").start()
    assert not isinstance(caught.value, PortInUse)
