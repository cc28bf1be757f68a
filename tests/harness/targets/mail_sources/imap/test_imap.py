"""Reading a mailbox of Dovecot's, which others write to meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from harness.errors import Unreachable
from harness.targets.mail_sources import imap
from harness.targets.mail_sources.imap import ImapSource
from harness.targets.mail_sources.imap_line import fetch
from simulator.clock import FrozenClock, real_now, real_seconds
from simulator.mail.mailbox import Mailbox, NoMail

PLAIN = b"From: portail@carpimko.test\r\nTo: camille@mail.test\r\nSubject: Lien\r\n\r\n"
HOSTILE = {
    "nothing but a body": b"\r\nbonjour\r\n",
    "neither headers nor blank line": b"bonjour\r\n",
    "8 bits, no charset": b"Subject: r\xe9initialisation\r\n\r\n\xff\xfe\xe9\r\n",
    "headers without end": b"To: <<<,;@\r\nFrom:\r\nSubject\r\n" + b"X: y\r\n" * 500,
    "what looks like an answer": b"Subject: x\r\n\r\n)\r\nA1 OK FETCH done {5}\r\n",
    "no line end": b"Subject: x\r\n\r\nfin",
    "five megabytes": PLAIN + b"0123456789abcde\r\n" * 300_000,
}


@pytest.fixture
def open_source(account: Any) -> Iterator[Callable[..., ImapSource]]:
    """Open the mailbox of the test, and close it in the end."""
    opened: list[ImapSource] = []

    def make() -> ImapSource:
        opened.append(ImapSource(account.settings))
        return opened[-1]

    yield make
    for source in opened:
        source.close()


def test_only_what_comes_after_the_mark(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """Each mail comes once; older ones never do."""
    account.append(PLAIN + b"avant")
    source = open_source()
    account.append(PLAIN + b"un", PLAIN + b"deux")

    assert 2 == source.collect(mailbox)
    assert 0 == source.collect(mailbox)

    account.append(PLAIN + b"trois")

    assert 1 == source.collect(mailbox)
    assert [PLAIN + end for end in (b"un", b"deux", b"trois")] == [
        mail.raw for mail in mailbox.all()
    ]


def test_the_next_scenario_forgets_what_nobody_collected(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """A mail of the last scenario is none of this one."""
    source = open_source()
    account.append(PLAIN)
    source.mark()

    assert 0 == source.collect(mailbox)


def test_no_mail_came(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """Asking again and again changes nothing, until one comes."""
    source = open_source()

    assert [0] * 20 == [source.collect(mailbox) for _ in range(20)]
    with pytest.raises(NoMail):
        mailbox.wait_for("camille@mail.test", timeout=0)

    account.append(PLAIN)

    assert 1 == source.collect(mailbox)
    assert "Lien" == mailbox.wait_for("camille@mail.test", timeout=0).subject


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mails_come_byte_for_byte(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox, raw: bytes
) -> None:
    """Whatever it is made of, and whether or not its headers say whose it is."""
    source = open_source()
    account.append(raw)

    assert 1 == source.collect(mailbox)
    assert raw == mailbox.all()[0].raw


def test_two_alike_are_two(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """The same bytes twice, even in one second, are two mails."""
    source = open_source()
    account.append(PLAIN, PLAIN)

    assert 2 == source.collect(mailbox)


def test_gaps_between_the_numbers(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """Mails deleted before they were collected leave gaps that hide nothing."""
    account.append(PLAIN, PLAIN)
    source = open_source()
    account.append(*(PLAIN + b"%d" % rank for rank in range(6)))
    account.delete(1, 3, 5, 8)

    assert 3 == source.collect(mailbox)
    assert [b"1", b"3", b"4"] == [mail.raw[-1:] for mail in mailbox.all()]

    account.delete(2, 4, 6, 7)

    assert 0 == source.collect(mailbox)


def test_new_mails_that_are_gone_again(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """A server asked for « 2:* » gives the last mail, be it an older one: not twice."""
    account.append(PLAIN)
    source = open_source()
    account.append(PLAIN)
    account.delete(2)

    assert 0 == source.collect(mailbox)


def test_a_mail_deleted_meanwhile(
    open_source: Callable[..., ImapSource],
    account: Any,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody deletes the second between the search and the reading of it."""
    source = open_source()
    account.append(PLAIN + b"1", PLAIN + b"2", PLAIN + b"3")

    def late(line: Any, uid: int) -> Any:
        if uid == 2:
            account.delete(uid)
        return fetch(line, uid)

    monkeypatch.setattr(imap, "fetch", late)

    # A server may still give what it showed this client; it may not lose the third.
    assert source.collect(mailbox) in (2, 3)
    assert b"3" == mailbox.all()[-1].raw[-1:]


def test_nothing_is_marked_or_deleted(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """A human who opens the mailbox next finds all of it unread."""
    account.append(PLAIN)
    source = open_source()
    account.append(PLAIN)
    source.collect(mailbox)
    source.close()

    assert 2 == len(account.flags())
    assert not any("\\Seen" in flags for flags in account.flags())


def test_a_full_mailbox_costs_no_more(
    open_source: Callable[..., ImapSource],
    account: Any,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a thousand old mails none is asked for."""
    account.append(*[PLAIN] * 1000)
    source = open_source()
    account.append(PLAIN)
    asked: list[int] = []
    monkeypatch.setattr(
        imap, "fetch", lambda line, uid: asked.append(uid) or fetch(line, uid)
    )

    assert 1 == source.collect(mailbox)
    assert [1001] == asked


def test_a_line_that_dropped_is_opened_again(
    open_source: Callable[..., ImapSource],
    account: Any,
    dovecot: Any,
    mailbox: Mailbox,
) -> None:
    """The server restarts between two scenarios."""
    source = open_source()
    account.append(PLAIN)
    dovecot.stop()
    dovecot.start()

    assert 1 == source.collect(mailbox)


def test_a_line_that_drops_midway_brings_no_mail_twice(
    open_source: Callable[..., ImapSource],
    account: Any,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It breaks before the second mail of three."""
    source = open_source()
    account.append(PLAIN + b"1", PLAIN + b"2", PLAIN + b"3")
    breaks = iter([False, True])

    def broken(line: Any, uid: int) -> Any:
        if next(breaks, False):
            line.client.sock.shutdown(socket.SHUT_RDWR)
        return fetch(line, uid)

    monkeypatch.setattr(imap, "fetch", broken)

    assert 3 == source.collect(mailbox)
    assert [b"1", b"2", b"3"] == [mail.raw[-1:] for mail in mailbox.all()]


def test_a_server_that_is_gone(
    open_source: Callable[..., ImapSource], dovecot: Any, mailbox: Mailbox
) -> None:
    """It is said, with its address, and at once; when it is back, so is the mailbox."""
    source = open_source()
    dovecot.stop()
    began = real_seconds()
    try:
        with pytest.raises(Unreachable, match=rf"127.0.0.1:{dovecot.plain} ne répond"):
            source.collect(mailbox)

        assert 5 > real_seconds() - began
    finally:
        dovecot.start()
    assert 0 == source.collect(mailbox)


def test_a_folder_made_anew(account: Any, mailbox: Mailbox) -> None:
    """Its numbers mean nothing any more: no verdict is drawn from them."""
    with account.line() as line:
        line.folder.create("Essai")
    account.append(PLAIN, PLAIN, folder="Essai")
    source = ImapSource(_in_folder(account, "Essai"))
    with account.line() as line:
        line.folder.delete("Essai")
        line.folder.create("Essai")
    account.append(PLAIN, PLAIN, PLAIN, folder="Essai")
    for _ in range(2):
        with pytest.raises(Unreachable, match="recréé"):
            source.collect(mailbox)
    source.mark()
    account.append(PLAIN, folder="Essai")

    assert 1 == source.collect(mailbox)
    source.close()


def test_a_folder_with_accents(account: Any, mailbox: Mailbox) -> None:
    """Its name travels in IMAP's own encoding."""
    name = 'Reçus & "triés" \\ 2026'
    with account.line() as line:
        line.folder.create(name)
    source = ImapSource(_in_folder(account, name))
    with account.line() as line:
        line.append(PLAIN, name)

    assert 1 == source.collect(mailbox)
    source.close()


def test_the_time_is_the_servers(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """In real time a mail was received when the server says so."""
    source = open_source()
    account.append(PLAIN, when='"17-Jul-2026 02:44:25 -0700"')
    account.append(PLAIN)
    source.collect(mailbox)
    old, new = mailbox.all()

    assert datetime(2026, 7, 17, 9, 44, 25, tzinfo=UTC) == old.received_at
    assert timedelta(0) <= real_now() - new.received_at < timedelta(seconds=10)


@pytest.mark.parametrize("year", [2026, 2098])
def test_while_the_time_is_held(account: Any, mailbox: Mailbox, year: int) -> None:
    """A mail is received at the instant at which the time stands, past or future."""
    instant = datetime(year, 3, 10, 9, tzinfo=UTC)
    clock = FrozenClock(instant)
    clock.start()
    try:
        source = ImapSource(account.settings)
        account.append(PLAIN)
        source.collect(mailbox)
        clock.move_to(instant + timedelta(hours=24))
        account.append(PLAIN)
        source.collect(mailbox)
        source.close()
        received = [mail.received_at for mail in mailbox.to("camille@mail.test")]
    finally:
        clock.stop()

    assert [instant, instant + timedelta(hours=24)] == received


def test_a_mail_that_a_mail_server_brought(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """The envelope is what the server wrote of it, not what the portal wrote."""
    source = open_source()
    account.hand_over(
        "rebonds@carpimko.test", b"From: portail@carpimko.test\r\nSubject: x\r\n\r\n."
    )
    source.collect(mailbox)
    mail = mailbox.all()[0]

    assert "rebonds@carpimko.test" == mail.envelope_from
    assert (account.user,) == mail.envelope_to


def test_a_mail_for_nobody_is_the_owners(
    open_source: Callable[..., ImapSource], account: Any, mailbox: Mailbox
) -> None:
    """A mail without headers lies in somebody's mailbox all the same."""
    source = open_source()
    account.append(b"\r\nbonjour\r\n")
    source.collect(mailbox)

    assert 1 == len(mailbox.to(account.user))


def _in_folder(account: Any, name: str) -> Any:
    return replace(account.settings, folder=name)
