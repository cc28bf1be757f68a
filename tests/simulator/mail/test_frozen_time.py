"""Mail while freezegun holds the clock of the whole process."""

from __future__ import annotations

import smtplib
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from simulator.clock import FrozenClock, advance
from simulator.mail.mailbox import Mailbox, NoMail
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
CAMILLE = "camille@mail.test"
PORTAL = "ne-pas-repondre@carpimko.test"


@pytest.fixture
def frozen() -> Iterator[FrozenClock]:
    """The process frozen at noon, before any traffic."""
    clock = FrozenClock(NOON)
    clock.start()
    yield clock
    clock.stop()


@pytest.fixture
def frozen_mailbox(frozen: FrozenClock) -> Mailbox:
    """A mailbox in frozen time."""
    return Mailbox(frozen)


@pytest.fixture
def frozen_server(frozen: FrozenClock, frozen_mailbox: Mailbox) -> Iterator[MailServer]:
    """A server in frozen time, without errors of its own."""
    with MailServer(frozen, frozen_mailbox) as server:
        yield server
    assert [] == server.errors


@pytest.fixture
def frozen_client(frozen_server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection to the server."""
    address = (frozen_server.host, frozen_server.port)
    client = smtplib.SMTP(*address, "portal.test", timeout=5)
    yield client
    client.close()


def test_a_mail_passes_and_bears_the_frozen_time(
    frozen_mailbox: Mailbox, frozen_client: smtplib.SMTP
) -> None:
    """A mail sent while time stands still is received at that very instant."""
    frozen_client.sendmail(PORTAL, [CAMILLE], "x")

    assert NOON == frozen_mailbox.wait_for(CAMILLE, timeout=0).received_at


def test_a_connection_survives_a_day(
    frozen: FrozenClock, frozen_mailbox: Mailbox, frozen_client: smtplib.SMTP
) -> None:
    """A connection open while the clock moves 25 h is not taken for idle."""
    frozen_client.sendmail(PORTAL, [CAMILLE], "x")
    advance(frozen, timedelta(hours=25))
    frozen_client.sendmail(PORTAL, [CAMILLE], "y")

    assert [NOON, NOON + timedelta(hours=25)] == [
        mail.received_at for mail in frozen_mailbox.to(CAMILLE)
    ]


def test_a_delayed_mail_shows_when_the_clock_moves(
    frozen: FrozenClock,
    frozen_server: MailServer,
    frozen_mailbox: Mailbox,
    frozen_client: smtplib.SMTP,
) -> None:
    """Who waits for a delayed mail has it once the clock moved, not before."""
    frozen_server.faults.delay_delivery(timedelta(hours=24))
    frozen_client.sendmail(PORTAL, [CAMILLE], "x")
    found = []
    thread = threading.Thread(
        target=lambda: found.append(frozen_mailbox.wait_for(CAMILLE, timeout=5))
    )
    thread.start()

    advance(frozen, timedelta(hours=24))
    frozen_mailbox.notify()
    thread.join(5)

    assert [NOON + timedelta(hours=24)] == [mail.visible_at for mail in found]


def test_waiting_in_vain_ends(frozen_mailbox: Mailbox) -> None:
    """A wait ends after its real time, though the clock stands still."""
    with pytest.raises(NoMail, match=r"\(attente : 0\.02 s\)"):
        frozen_mailbox.wait_for(CAMILLE, timeout=0.02)


def test_a_client_may_lose_patience(
    frozen_server: MailServer, frozen_mailbox: Mailbox, frozen_client: smtplib.SMTP
) -> None:
    """A held reply times out in real time, though the clock stands still."""
    frozen_server.faults.hold()
    assert frozen_client.sock is not None
    frozen_client.sock.settimeout(0.05)

    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        frozen_client.sendmail(PORTAL, [CAMILLE], "x")
    assert frozen_server.drain()
    frozen_mailbox.assert_none()


def test_an_idle_client_is_cut_off_in_real_time(
    frozen: FrozenClock, frozen_mailbox: Mailbox
) -> None:
    """The server's own timeout runs on, though the clock stands still."""
    with (
        MailServer(frozen, frozen_mailbox, timeout=0.05) as server,
        smtplib.SMTP(server.host, server.port, "portal.test", timeout=5) as client,
    ):
        assert client.sock is not None
        assert b"" == client.sock.recv(1)
