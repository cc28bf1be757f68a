"""A mail server, its mailbox, and a client as portals use it."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING, Protocol

import pytest

from simulator.clock import BenchClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)  # 12:00 in Paris
PORTAL = "ne-pas-repondre@carpimko.test"


class Send(Protocol):
    """Sends one mail over a connection of its own."""

    def __call__(
        self, *to: str, subject: str = "Bonjour", body: str = "Bonjour.\n"
    ) -> None:
        """Send, and raise what smtplib raises."""
        ...


@pytest.fixture
def clock() -> BenchClock:
    """A clock that stands at noon."""
    clock = BenchClock()
    clock.move_to(NOON)
    return clock


@pytest.fixture
def mailbox(clock: BenchClock) -> Mailbox:
    """An empty mailbox."""
    return Mailbox(clock)


@pytest.fixture
def server(clock: BenchClock, mailbox: Mailbox) -> Iterator[MailServer]:
    """A server that listens; the test ends with no error of the server's own."""
    with MailServer(clock, mailbox) as server:
        yield server
    assert [] == server.errors


@pytest.fixture
def send(server: MailServer) -> Send:
    """Send mails to the server, as the portal."""

    def send(*to: str, subject: str = "Bonjour", body: str = "Bonjour.\n") -> None:
        message = EmailMessage()
        message["From"] = f"CARPIMKO <{PORTAL}>"
        message["To"] = ", ".join(to)
        message["Subject"] = subject
        message.set_content(body)
        with smtplib.SMTP(server.host, server.port, "portal.test", timeout=5) as client:
            client.send_message(message, PORTAL, to)

    return send


@pytest.fixture
def client(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection to the server, just opened."""
    connection = smtplib.SMTP(server.host, server.port, "portal.test", timeout=5)
    yield connection
    connection.close()
