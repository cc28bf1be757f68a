"""Replies that are kept back."""

from __future__ import annotations

import smtplib
import threading
from typing import TYPE_CHECKING

import pytest

from simulator.mail.attempts import Command
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.mail.mailbox import Mailbox

    Send = Callable[..., None]

CAMILLE = "camille@mail.test"
PORTAL = "ne-pas-repondre@carpimko.test"


@pytest.mark.parametrize("at", [Command.EHLO, Command.MAIL, Command.RCPT, Command.DATA])
def test_a_held_reply_has_the_client_time_out(
    server: MailServer, mailbox: Mailbox, at: Command
) -> None:
    """A client whose reply never comes loses patience; nothing was delivered."""
    gate = server.faults.hold(at)
    client = smtplib.SMTP(server.host, server.port, "portal.test", timeout=0.1)

    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        client.sendmail(PORTAL, [CAMILLE], "x")
    client.close()

    assert gate.wait_reached()
    assert server.drain()
    gate.release()
    mailbox.assert_none()


def test_a_released_gate_lets_the_client_through(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """Once released, from another thread, the reply comes and the mail with it."""
    gate = server.faults.hold()
    thread = threading.Thread(target=send, args=(CAMILLE,))
    thread.start()
    assert gate.wait_reached()
    mailbox.assert_none()
    gate.release()
    thread.join()

    assert 1 == len(mailbox.to(CAMILLE))
    send(CAMILLE)
    assert 2 == len(mailbox.to(CAMILLE))


def test_clearing_the_plan_releases_who_is_held(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """Who stands at a gate when all faults end is let through."""
    gate = server.faults.hold()
    thread = threading.Thread(target=send, args=(CAMILLE,))
    thread.start()
    assert gate.wait_reached()
    server.faults.clear()
    thread.join()

    assert 1 == len(mailbox.to(CAMILLE))


def test_stopping_does_not_wait_for_a_gate(server: MailServer, send: Send) -> None:
    """A server that keeps a client waiting stops all the same."""
    gate = server.faults.hold()
    refused: list[Exception] = []

    def try_to_send() -> None:
        try:
            send(CAMILLE)
        except smtplib.SMTPServerDisconnected as error:
            refused.append(error)

    thread = threading.Thread(target=try_to_send)
    thread.start()
    assert gate.wait_reached()
    server.stop()
    thread.join(5)

    assert 1 == len(refused)
    gate.release()


def test_nobody_stands_at_a_new_gate(server: MailServer) -> None:
    """A gate says whether somebody came."""
    assert not server.faults.hold().wait_reached(timeout=0)
