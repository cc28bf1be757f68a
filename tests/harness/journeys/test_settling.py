"""Waiting for mails that take their time, in real time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from harness.errors import BenchUnreachable, Unreachable
from harness.journeys.settling import Settling
from harness.journeys.surroundings import Neighbours, Surroundings, open_surroundings
from simulator.clock import real_seconds
from simulator.mail.mailbox import Mailbox

PATIENCE_S = 0.6


class LateMails:
    """A mailbox elsewhere, in which a mail comes at a time."""

    def __init__(self) -> None:
        """Hold nothing."""
        self.comes_at: float | None = None
        self.silent = False
        self.closed = False

    def mark(self) -> None:
        """Forget what is there."""
        self.comes_at = None

    def collect(self, mailbox: Mailbox) -> int:
        """Deliver the mail if its time has come."""
        if self.silent:
            raise Unreachable("imap.test ne répond pas")
        if self.comes_at is None or real_seconds() < self.comes_at:
            return 0
        self.comes_at = None
        mailbox.deliver("p@a.test", ["c@b.test"], b"Subject: x\r\n\r\nx")
        return 1

    def close(self) -> None:
        """Remember it."""
        self.closed = True


@pytest.fixture
def late() -> LateMails:
    """Somebody else's mailbox."""
    return LateMails()


@pytest.fixture
def opened(late: LateMails) -> Iterator[Surroundings]:
    """Surroundings that read it, with some patience."""
    surroundings = open_surroundings(
        Neighbours(smtp=None, mails=lambda: late, patience_s=PATIENCE_S)
    )
    yield surroundings
    surroundings.stop()
    assert late.closed


def test_absence_is_waited_for_and_once_only(opened: Surroundings) -> None:
    """The patience counts from the last thing done; then nothing waits any more."""
    settling, began = Settling(opened), real_seconds()
    settling.settle()
    assert real_seconds() - began < PATIENCE_S / 2

    settling.stir()
    settling.settle()
    waited = real_seconds() - began
    assert PATIENCE_S <= waited < 3 * PATIENCE_S
    settling.settle()
    assert real_seconds() - began < waited + PATIENCE_S / 2


def test_a_late_mail_is_not_missed(opened: Surroundings, late: LateMails) -> None:
    """It came within the patience: « aucun mail » would have been wrong."""
    settling = Settling(opened)
    settling.stir()
    late.comes_at = real_seconds() + PATIENCE_S / 2
    settling.settle()

    assert 1 == len(opened.mailbox.all())


def test_presence_returns_early(opened: Surroundings, late: LateMails) -> None:
    """Whoever waits for a mail goes on once it is there."""
    settling, began = Settling(opened), real_seconds()
    settling.stir()
    late.comes_at = began
    settling.settle(opened.mailbox.all)

    assert 1 == len(opened.mailbox.all())
    assert real_seconds() - began < PATIENCE_S / 2


def test_without_patience_nothing_waits(opened: Surroundings) -> None:
    """As with the bench's own mail server."""
    settling, began = Settling(replace(opened, patience_s=0.0, mails=None)), 0.0
    began = real_seconds()
    settling.stir()
    settling.settle()

    assert real_seconds() - began < PATIENCE_S / 2


def test_a_silent_mailbox_is_no_fault_of_the_portal(
    opened: Surroundings, late: LateMails
) -> None:
    """It is told from a portal that breaks off."""
    late.silent = True
    with pytest.raises(BenchUnreachable, match=r"imap\.test"):
        Settling(opened).look()
    late.silent = False
