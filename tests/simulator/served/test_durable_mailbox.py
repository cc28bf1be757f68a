"""Mails that survive, and mails that come again after a crash."""

from __future__ import annotations

import smtplib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.mail.server import MailServer
from simulator.served.durable_mailbox import DurableMailbox
from simulator.served.flowing_clock import FlowingClock
from simulator.served.world_file import WorldError, WorldFile

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
RAW = b"Subject: Bonjour\r\n\r\nL\xc3\xa0.\r\n\x00.\r\n"
TO = ["camille@example.org"]
FROM = "ne-pas-repondre@carpimko.com"

Restart = Callable[[], DurableMailbox]


@pytest.fixture
def clock() -> FlowingClock:
    """Return a clock that stands."""
    clock = FlowingClock()
    clock.hold(NOON)
    return clock


@pytest.fixture
def restart(tmp_path: Path, clock: FlowingClock) -> Iterator[Restart]:
    """Return a function that opens the mailbox anew, as after a crash."""
    files: list[WorldFile] = []

    def anew() -> DurableMailbox:
        for file in files:
            file.close()
        files.append(WorldFile(tmp_path / "world.sqlite3"))
        return DurableMailbox(clock, files[-1], lambda: None)

    yield anew
    for file in files:
        file.close()


def test_a_mail_is_the_same_after_a_restart(restart: Restart) -> None:
    """Bytes, envelope, instants and number survive, to the letter."""
    before = restart().deliver(FROM, TO, RAW, delay=-timedelta(hours=1), is_report=True)
    (after,) = restart().all()
    names = ("sequence", "envelope_from", "envelope_to", "raw", "received_at",
             "visible_at", "is_report")  # fmt: skip
    assert [getattr(before, name) for name in names] == [
        getattr(after, name) for name in names
    ]


def test_a_mail_is_on_the_disk_before_the_server_answers(
    tmp_path: Path, clock: FlowingClock, restart: Restart
) -> None:
    """Whoever reads 250 may pull the plug: another process sees the mail."""
    with (
        MailServer(clock, restart()) as server,
        smtplib.SMTP(server.host, server.port) as client,
    ):
        client.sendmail(FROM, TO, b"Subject: x\r\n\r\n.\r\n")
        path = tmp_path / "world.sqlite3"
        with closing(sqlite3.connect(path)) as other:
            assert other.execute("SELECT count(*) FROM mails").fetchone() == (1,)


def test_a_mail_that_the_disk_refuses_is_not_taken(
    tmp_path: Path, clock: FlowingClock
) -> None:
    """The client is told to try again later: nothing is confirmed that is not kept."""
    file = WorldFile(tmp_path / "world.sqlite3")
    mailbox = DurableMailbox(clock, file, lambda: None)
    file.close()
    with (
        MailServer(clock, mailbox) as server,
        smtplib.SMTP(server.host, server.port) as client,
        pytest.raises(smtplib.SMTPDataError, match="451"),
    ):
        client.sendmail(FROM, TO, b"Subject: x\r\n\r\n")
    assert mailbox.all() == ()


def test_a_mail_of_before_the_crash_is_not_shown_twice(restart: Restart) -> None:
    """The portal hands it over again, since it did not hear the answer."""
    first = restart().deliver(FROM, TO, RAW)
    mailbox = restart()
    again = mailbox.deliver(FROM, TO, RAW)
    assert [mail.sequence for mail in mailbox.all()] == [first.sequence]
    assert again.sequence == first.sequence


def test_without_a_crash_two_copies_are_two(restart: Restart) -> None:
    """« Remet chaque mail deux fois » must still show."""
    mailbox = restart()
    mailbox.deliver(FROM, TO, RAW)
    mailbox.deliver(FROM, TO, RAW)
    assert len(mailbox.all()) == 2


def test_two_copies_after_a_crash_are_two(restart: Restart) -> None:
    """A mail handed over again by a server told to deliver twice is there twice."""
    restart().deliver(FROM, TO, RAW)
    mailbox = restart()
    for _ in range(2):
        mailbox.deliver(FROM, TO, RAW)
    assert len(mailbox.all()) == 2


@pytest.mark.parametrize(
    ("sender", "to", "raw"),
    [(FROM, ["sacha@example.org"], RAW), ("", TO, RAW), (FROM, TO, RAW + b" "),
     (FROM, [*TO, *TO], RAW)],
)  # fmt: skip
def test_another_mail_is_another_mail(
    restart: Restart, sender: str, to: list[str], raw: bytes
) -> None:
    """Only the same bytes for the same people from the same sender are the same."""
    restart().deliver(FROM, TO, RAW)
    mailbox = restart()
    mailbox.deliver(sender, to, raw)
    assert len(mailbox.all()) == 2


def test_what_was_read_stays_read(restart: Restart) -> None:
    """The ticks survive."""
    mailbox = restart()
    read, unread = (mailbox.deliver(FROM, TO, RAW + each) for each in (b"1", b"2"))
    mailbox.mark_read(read)
    assert [mail.sequence for mail in restart().unread()] == [unread.sequence]


def test_what_was_thrown_away_stays_away_and_its_number_too(restart: Restart) -> None:
    """A page that shows mail 1 must not show another one under that number."""
    mailbox = restart()
    mailbox.deliver(FROM, TO, RAW)
    mailbox.clear()
    mailbox = restart()
    assert mailbox.all() == ()
    assert mailbox.deliver(FROM, TO, b"other").sequence == 2


def test_a_mail_thrown_away_comes_again(restart: Restart) -> None:
    """What was here before the start and is no more is a mail like any other."""
    restart().deliver(FROM, TO, RAW)
    mailbox = restart()
    mailbox.clear()
    again = mailbox.deliver(FROM, TO, RAW)
    assert mailbox.all() == (again,)


def test_a_delayed_mail_ripens_once(restart: Restart, clock: FlowingClock) -> None:
    """Who shows the mailbox is told when a delayed mail comes to be seen."""
    restart().deliver(FROM, TO, RAW, delay=timedelta(hours=1))
    mailbox = restart()
    assert not mailbox.ripen()
    clock.advance(timedelta(hours=1))
    assert mailbox.ripen()
    assert not mailbox.ripen()


def test_a_mail_that_cannot_be_read_names_the_file(
    tmp_path: Path, restart: Restart
) -> None:
    """A row that somebody spoilt is said, with the file; nothing is thrown away."""
    restart().deliver(FROM, TO, RAW)
    with closing(sqlite3.connect(tmp_path / "world.sqlite3")) as other, other:
        other.execute("UPDATE mails SET received_at = 'yesterday'")
    with pytest.raises(WorldError, match=r"world\.sqlite3 is damaged: mail 1"):
        restart()
