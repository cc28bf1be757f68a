"""Waiting for a mail, and what is said when it does not come."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from simulator.clock import BenchClock, advance
from simulator.mail.mailbox import AmbiguousMail, Mailbox, NoMail

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from simulator.mail.message import ReceivedMail

CAMILLE = "camille@mail.test"
PAUL = "paul@mail.test"


def deliver(
    mailbox: Mailbox,
    *to: str,
    subject: str = "Bonjour",
    delay: timedelta = timedelta(0),
) -> ReceivedMail:
    """Put a mail into the mailbox."""
    raw = f"Subject: {subject}\r\n\r\n".encode()
    return mailbox.deliver("a@b.test", to, raw, delay=delay)


class WatchedClock(BenchClock):
    """A clock that tells when somebody looks at it."""

    looked = threading.Event()

    def now(self) -> datetime:
        """Return the time, and note that it was asked."""
        now = super().now()
        self.looked.set()
        return now


def while_waiting(
    clock: BenchClock, then: Callable[[Mailbox, WatchedClock], object]
) -> int:
    """Wait for Camille's mail in a thread; once it waits, do *then*.

    Return the mail's number. Who looked in vain holds the mailbox until it waits:
    *then* cannot come in between.
    """
    watched = WatchedClock(clock)
    mailbox = Mailbox(watched)
    deliver(mailbox, CAMILLE, delay=timedelta(hours=1))
    watched.looked.clear()
    found: list[int] = []
    thread = threading.Thread(
        target=lambda: found.append(mailbox.wait_for(CAMILLE, timeout=5).sequence)
    )
    thread.start()
    assert watched.looked.wait(5)
    then(mailbox, watched)
    thread.join(2)
    return found[0]


def test_wait_for_returns_at_once_what_is_there(mailbox: Mailbox) -> None:
    """With no time to wait, a mail that is there is found."""
    mail = deliver(mailbox, CAMILLE)

    assert mail is mailbox.wait_for(CAMILLE, timeout=0)


def test_wait_for_wakes_up_when_the_mail_comes(clock: BenchClock) -> None:
    """Who waits is woken by the mail, not by the end of the wait."""
    assert 2 == while_waiting(clock, lambda mailbox, _: deliver(mailbox, CAMILLE))


def test_wait_for_wakes_up_when_the_clock_moves(clock: BenchClock) -> None:
    """Who waits sees a delayed mail as soon as the clock's mover says so."""

    def move(mailbox: Mailbox, clock: BenchClock) -> None:
        advance(clock, timedelta(hours=1))
        mailbox.notify()

    assert 1 == while_waiting(clock, move)


def test_wait_for_selects_by_subject_and_by_number(mailbox: Mailbox) -> None:
    """Among Camille's mails, the subject and what came before tell which."""
    old = deliver(mailbox, CAMILLE, subject="Lien")
    new = deliver(mailbox, CAMILLE, subject="Lien")
    other = deliver(mailbox, CAMILLE, subject="Avis")

    assert new is mailbox.wait_for(CAMILLE, "Lien", after=old.sequence, timeout=0)
    assert other is mailbox.wait_for(CAMILLE, "Avis", timeout=0)


def test_no_mail_says_what_came(mailbox: Mailbox) -> None:
    """Who waited in vain reads whom the mails went to, and when, in Paris."""
    deliver(mailbox, PAUL, subject="Avis")
    deliver(mailbox, CAMILLE, subject="Plus tard", delay=timedelta(hours=24))

    with pytest.raises(NoMail) as caught:
        mailbox.wait_for(CAMILLE, "Lien", after=1, timeout=0)

    assert (
        "Aucun mail pour camille@mail.test, sujet « Lien », après le n° 1 "
        "(attente : 0 s).\n"
        "Dans la boîte (2) :\n"
        "  n°  pour               sujet      reçu le\n"
        "  1   paul@mail.test     Avis       28/03/2026 12:00:00\n"
        "  2   camille@mail.test  Plus tard  28/03/2026 12:00:00 "
        "(visible le 29/03/2026 13:00:00)"
    ) == str(caught.value)


def test_no_mail_says_that_nothing_came(mailbox: Mailbox) -> None:
    """Who waited in vain for the first mail reads that there is none."""
    with pytest.raises(NoMail, match=r"La boîte est vide\."):
        mailbox.wait_for(CAMILLE, timeout=0)


def test_a_long_listing_shows_the_last_mails(mailbox: Mailbox) -> None:
    """A full mailbox shows its last fifteen mails."""
    for number in range(1, 21):
        deliver(mailbox, PAUL, subject=f"Avis {number}")

    with pytest.raises(NoMail) as caught:
        mailbox.wait_for(CAMILLE, timeout=0)

    lines = str(caught.value).splitlines()
    assert "Dans la boîte (20, les 15 derniers) :" == lines[1]
    assert 15 == len(lines[3:])
    assert "Avis 6 " in lines[3]


def test_several_mails_are_ambiguous(mailbox: Mailbox) -> None:
    """Two mails where one was expected are an error, which shows both."""
    deliver(mailbox, CAMILLE, subject="Lien")
    deliver(mailbox, CAMILLE, subject="Lien")

    with pytest.raises(AmbiguousMail, match="2 mails pour camille") as caught:
        mailbox.wait_for(CAMILLE, timeout=0)

    assert 2 == str(caught.value).count("Lien ")
