"""The mailbox."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from simulator.clock import BenchClock, advance
from simulator.mail.mailbox import (
    AmbiguousMail,
    Mailbox,
    MailboxError,
    NoMail,
    UnexpectedMail,
)

if TYPE_CHECKING:
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


def test_mails_keep_the_order_of_arrival(mailbox: Mailbox) -> None:
    """Mails come numbered from 1, oldest first."""
    first, second = deliver(mailbox, CAMILLE), deliver(mailbox, PAUL)

    assert (first, second) == mailbox.all()
    assert (1, 2) == (first.sequence, second.sequence)


def test_arrival_is_in_virtual_time(mailbox: Mailbox, clock: BenchClock) -> None:
    """A mail is received when the clock says, whatever the real time."""
    assert clock.now() == deliver(mailbox, CAMILLE).received_at


@pytest.mark.parametrize("address", [CAMILLE, "Camille@MAIL.test"])
def test_to_finds_the_envelope_recipient(mailbox: Mailbox, address: str) -> None:
    """A mailbox is found by its whole address, whatever the case."""
    mail = deliver(mailbox, "CAMILLE@mail.test")

    assert (mail,) == mailbox.to(address)


@pytest.mark.parametrize("address", ["amille@mail.test", "camille@mail", "@", ""])
def test_to_ignores_part_of_an_address(mailbox: Mailbox, address: str) -> None:
    """Part of an address is another address."""
    deliver(mailbox, CAMILLE)

    assert () == mailbox.to(address)


def test_each_recipient_has_the_mail_once(mailbox: Mailbox) -> None:
    """A mail to several people is in each one's mailbox, once."""
    mail = deliver(mailbox, CAMILLE, PAUL, CAMILLE.upper())

    assert ((mail,), (mail,)) == (mailbox.to(CAMILLE), mailbox.to(PAUL))


def test_a_delayed_mail_is_not_seen_before_its_time(
    mailbox: Mailbox, clock: BenchClock
) -> None:
    """A mail under way is nowhere to be seen; then it is there to the second."""
    deliver(mailbox, CAMILLE, delay=timedelta(minutes=10))

    advance(clock, timedelta(minutes=10, seconds=-1))
    assert ((), (), ()) == (mailbox.all(), mailbox.to(CAMILLE), mailbox.unread())
    mailbox.assert_none()
    advance(clock, timedelta(seconds=1))
    assert 1 == len(mailbox.all()) == len(mailbox.to(CAMILLE)) == len(mailbox.unread())


def test_everything_received_is_told_with_its_tick(mailbox: Mailbox) -> None:
    """A mail under way too, in the order of arrival."""
    late = deliver(mailbox, CAMILLE, delay=timedelta(minutes=10))
    read = deliver(mailbox, PAUL)
    mailbox.mark_read(read)

    assert ((late, False), (read, True)) == mailbox.received()


def test_assert_none_accepts_silence(mailbox: Mailbox) -> None:
    """Nothing came: nothing is raised; mails to others do not count."""
    mailbox.assert_none()
    deliver(mailbox, PAUL)
    mailbox.assert_none(CAMILLE)


@pytest.mark.parametrize("to", [None, CAMILLE])
def test_assert_none_shows_what_came(mailbox: Mailbox, to: str | None) -> None:
    """A mail where none is expected is an error, which shows it."""
    deliver(mailbox, CAMILLE, subject="Intrus")

    with pytest.raises(UnexpectedMail, match=r"1 mail\(s\).*\n.*\n.*\n.*Intrus"):
        mailbox.assert_none(to)


@pytest.mark.parametrize("error", [NoMail, AmbiguousMail, UnexpectedMail])
def test_errors_are_of_one_family(error: type[Exception]) -> None:
    """One except clause takes every error of the mailbox."""
    assert issubclass(error, MailboxError)


def test_a_mail_is_unread_until_ticked_off(mailbox: Mailbox) -> None:
    """Mails that nobody looked at remain; looking for one does not tick it off."""
    read, unread = deliver(mailbox, CAMILLE), deliver(mailbox, PAUL)

    mailbox.wait_for(CAMILLE, timeout=0)
    assert (read, unread) == mailbox.unread()
    mailbox.mark_read(read)
    assert (unread,) == mailbox.unread()


def test_clear_forgets_mails_but_not_numbers(
    mailbox: Mailbox, clock: BenchClock
) -> None:
    """A cleared mailbox is empty, delayed mails included; numbers go on."""
    deliver(mailbox, CAMILLE, delay=timedelta(hours=1))
    mailbox.mark_read(deliver(mailbox, CAMILLE))

    mailbox.clear()
    advance(clock, timedelta(hours=2))

    assert () == mailbox.all() == mailbox.to(CAMILLE)
    assert 3 == deliver(mailbox, CAMILLE).sequence
    assert 1 == len(mailbox.unread())


def test_threads_may_deliver_at_once(mailbox: Mailbox) -> None:
    """Twenty threads that deliver together lose no mail and share no number."""

    def deliver_fifty() -> None:
        for _ in range(50):
            deliver(mailbox, CAMILLE)

    threads = [threading.Thread(target=deliver_fifty) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(range(1, 1001)) == [mail.sequence for mail in mailbox.to(CAMILLE)]
