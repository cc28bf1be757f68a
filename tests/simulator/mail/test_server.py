"""The life of the mail server."""

from __future__ import annotations

import asyncio
import smtplib
import socket
import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from simulator.clock import BenchClock, advance
from simulator.listening import PortInUse
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable

CAMILLE = "camille@mail.test"
PORTAL = "ne-pas-repondre@carpimko.test"


def test_every_mail_may_take_its_time(
    clock: BenchClock, mailbox: Mailbox, server: MailServer, client: smtplib.SMTP
) -> None:
    """With a delivery delay, mails are accepted at once and seen later."""
    server.delivery_delay = timedelta(minutes=5)
    client.sendmail(PORTAL, [CAMILLE], "x")

    mailbox.assert_none()
    advance(clock, timedelta(minutes=5))
    assert 1 == len(mailbox.to(CAMILLE))


def test_an_error_of_the_server_is_temporary_and_kept(
    clock: BenchClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the server itself fails, the client may retry, and the test can know."""
    mailbox = Mailbox(clock)

    def fail(*_: object, **__: object) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(mailbox, "deliver", fail)
    with (
        MailServer(clock, mailbox) as server,
        smtplib.SMTP(server.host, server.port, "portal.test") as client,
        pytest.raises(smtplib.SMTPDataError) as caught,
    ):
        client.sendmail(PORTAL, [CAMILLE], "x")

    assert 451 == caught.value.smtp_code
    assert b"boom" not in caught.value.smtp_error
    assert ["boom"] == [str(error) for error in server.errors]


def test_an_error_outside_any_command_is_kept(
    clock: BenchClock, mailbox: Mailbox
) -> None:
    """What fails in the server's loop is kept; clients who vanish are no failure."""
    with MailServer(clock, mailbox) as server:
        listener = server._listener
        assert listener is not None

        async def fail(error: Exception) -> None:
            """Report an error to the loop."""
            listener.loop.call_exception_handler({"message": "x", "exception": error})

        for error in (ConnectionResetError(), ValueError("boom")):
            asyncio.run_coroutine_threadsafe(fail(error), listener.loop).result(5)

    assert ["boom"] == [str(error) for error in server.errors]


def test_a_server_that_does_not_stop_is_told(
    clock: BenchClock, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that outlives its server is an error, not a leak."""
    monkeypatch.setattr("simulator.mail.protocol.Listener.close", lambda *_: False)
    server = MailServer(clock, mailbox)
    server.start()
    listener = server._listener
    assert listener is not None

    with pytest.raises(RuntimeError, match="does not stop"):
        server.stop()
    monkeypatch.undo()
    assert listener.close(5)


def test_an_idle_client_is_cut_off(clock: BenchClock, mailbox: Mailbox) -> None:
    """A client that says nothing loses its connection after the timeout."""
    with (
        MailServer(clock, mailbox, timeout=0.05) as server,
        socket.create_connection((server.host, server.port), 5) as client,
    ):
        assert client.recv(100).startswith(b"220 ")
        assert b"" == client.recv(100)


def test_the_address_is_the_real_one(server: MailServer) -> None:
    """With port 0 asked, the port shown is the one that answers."""
    assert server.port > 0
    assert f"127.0.0.1:{server.port}" == server.address


def test_stopping_twice_is_harmless(clock: BenchClock, mailbox: Mailbox) -> None:
    """A server may be stopped before it starts, and again after it stopped."""
    server = MailServer(clock, mailbox)
    server.stop()
    server.start()
    server.stop()
    server.stop()

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((server.host, server.port), 5)


def test_stopping_hangs_up(
    server: MailServer, mailbox: Mailbox, client: smtplib.SMTP
) -> None:
    """A stopped server keeps nobody on the line, waits for nobody, is drained."""
    client.sendmail(PORTAL, [CAMILLE], "x")
    begun = time.perf_counter()
    server.stop()

    assert time.perf_counter() - begun < 2.0

    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.sendmail(PORTAL, [CAMILLE], "y")
    assert server.drain()
    assert 1 == len(mailbox.all())


def test_a_stopped_server_comes_back_at_the_same_address(
    server: MailServer, mailbox: Mailbox, send: Callable[..., None]
) -> None:
    """An outage ends where it began, and mails go through again."""
    address = server.address
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        send(CAMILLE)
    server.start()
    send(CAMILLE)

    assert address == server.address
    assert 1 == len(mailbox.to(CAMILLE))


def test_starting_twice_is_an_error(server: MailServer) -> None:
    """A server that listens already says so."""
    with pytest.raises(RuntimeError, match="listens already"):
        server.start()


def test_a_port_in_use_is_told(
    clock: BenchClock, mailbox: Mailbox, server: MailServer
) -> None:
    """If the port is taken, the error says which, and is an OSError."""
    other = MailServer(clock, mailbox, port=server.port)

    with pytest.raises(PortInUse, match=server.address) as caught:
        other.start()
    assert isinstance(caught.value, OSError)
    other.stop()


def test_another_error_of_the_socket_is_left_alone(
    clock: BenchClock, mailbox: Mailbox
) -> None:
    """An address that is not this machine's is no port in use."""
    with pytest.raises(OSError, match="assign requested address") as caught:
        MailServer(clock, mailbox, host="192.0.2.1").start()
    assert not isinstance(caught.value, PortInUse)


def test_drain_waits_until_the_last_client_leaves(
    server: MailServer, client: smtplib.SMTP
) -> None:
    """A client still connected keeps the server busy; drain says so."""
    client.ehlo()
    assert not server.drain(timeout=0.01)
    threading.Timer(0.01, client.close).start()
    assert server.drain()
