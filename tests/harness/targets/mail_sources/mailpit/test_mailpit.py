"""Reading a Mailpit (a double of it), which others write to meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from harness.targets.mail_sources.mailpit import MailpitSource
from harness.targets.mail_sources.mailpit_api import MailpitSettings
from simulator.clock import FrozenClock, real_now
from simulator.mail.mailbox import Mailbox, NoMail

CAMILLE, SENDER = "camille@mail.test", "rebonds@carpimko.test"
PLAIN = (
    b"From: portail@carpimko.test\r\nTo: camille@mail.test\r\n"
    b"Message-ID: <1@carpimko.test>\r\nSubject: Lien\r\n\r\n"
)
HOSTILE = {
    "8 bits, no charset": PLAIN + b"\xff\xfe\xe9\r\n",
    "no line end": PLAIN + b"fin",
    "bare line feeds": b"To: camille@mail.test\nMessage-ID: <1@x>\n\na\nb\n",
    "nothing but an address": b"To: camille@mail.test\r\nMessage-ID: <1@x>\r\n\r\n",
    "five megabytes": PLAIN + b"0123456789abcde\r\n" * 300_000,
}


@pytest.fixture
def source(settings: MailpitSettings) -> Iterator[MailpitSource]:
    """The bench's view of it."""
    with closing(MailpitSource(settings)) as opened:
        yield opened


def test_only_what_comes_after_the_mark(
    mailpit: Any, settings: MailpitSettings, mailbox: Mailbox
) -> None:
    """Each mail comes once, in order; older ones never do."""
    mailpit.receive(SENDER, [CAMILLE], PLAIN + b"avant")
    with closing(MailpitSource(settings)) as source:
        for end in (b"1", b"2", b"3"):
            mailpit.receive(SENDER, [CAMILLE], PLAIN + end)

        assert 3 == source.collect(mailbox)
        assert 0 == source.collect(mailbox)

        mailpit.receive(SENDER, [CAMILLE], PLAIN + b"4")

        assert 1 == source.collect(mailbox)
    assert [b"1", b"2", b"3", b"4"] == [mail.raw[-1:] for mail in mailbox.all()]


def test_the_next_scenario_forgets_what_nobody_collected(
    mailpit: Any, source: MailpitSource, mailbox: Mailbox
) -> None:
    """A mail of the last scenario is none of this one."""
    mailpit.receive(SENDER, [CAMILLE], PLAIN)
    source.mark()

    assert 0 == source.collect(mailbox)


def test_no_mail_came(mailpit: Any, source: MailpitSource, mailbox: Mailbox) -> None:
    """Asking again and again changes nothing, until one comes."""
    assert [0] * 20 == [source.collect(mailbox) for _ in range(20)]
    with pytest.raises(NoMail):
        mailbox.wait_for(CAMILLE, timeout=0)

    mailpit.receive(SENDER, [CAMILLE], PLAIN)

    assert 1 == source.collect(mailbox)
    assert "Lien" == mailbox.wait_for(CAMILLE, timeout=0).subject


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mails_come_byte_for_byte(
    mailpit: Any, source: MailpitSource, mailbox: Mailbox, raw: bytes
) -> None:
    """What Mailpit wrote on top stays; what was sent follows untouched."""
    mail_id = mailpit.receive(SENDER, [CAMILLE], raw)

    assert 1 == source.collect(mailbox)
    (mail,) = mailbox.to(CAMILLE)

    assert mailpit.raw(mail_id) == mail.raw
    assert mail.raw.endswith(raw)
    assert SENDER == mail.envelope_from


def test_a_mail_without_a_name_gets_none(
    mailpit: Any, source: MailpitSource, mailbox: Mailbox
) -> None:
    """The Message-ID that Mailpit invents would hide that the portal wrote none."""
    nameless = PLAIN.replace(b"Message-ID: <1@carpimko.test>\r\n", b"")
    quoted = nameless + b"\r\nMessage-ID: <Kq2vX9@mailpit>\r\n"
    mailpit.receive(SENDER, ["inconnue@mail.test"], quoted)
    source.collect(mailbox)
    (mail,) = mailbox.all()

    assert mail.message["Message-ID"] is None
    assert mail.raw.endswith(quoted)


def test_a_recipient_whom_no_header_names(
    mailpit: Any, source: MailpitSource, mailbox: Mailbox
) -> None:
    """Whom the portal named to the server alone is seen too."""
    mailpit.receive(SENDER, [CAMILLE, "autre@mail.test"], PLAIN)
    source.collect(mailbox)

    assert 1 == len(mailbox.to(CAMILLE))
    assert 1 == len(mailbox.to("autre@mail.test"))


def test_two_alike_are_two(
    mailpit: Any, source: MailpitSource, mailbox: Mailbox
) -> None:
    """The same bytes twice, in one millisecond, are two mails."""
    now = real_now()
    mailpit.keep(PLAIN, now)
    mailpit.keep(PLAIN, now)

    assert 2 == source.collect(mailbox)


@pytest.mark.parametrize("cap", [7, 500])
def test_more_than_a_page(
    mailpit: Any, settings: MailpitSettings, mailbox: Mailbox, cap: int
) -> None:
    """Every page is read, however small the server makes them."""
    mailpit.cap = cap
    for _ in range(60):
        mailpit.receive(SENDER, [CAMILLE], PLAIN)
    with closing(MailpitSource(settings)) as source:
        assert 0 == source.collect(mailbox)
        for rank in range(50):
            mailpit.receive(SENDER, [CAMILLE], PLAIN + b"%d" % rank)

        assert 50 == source.collect(mailbox)
    assert [b"%d" % rank for rank in range(50)] == [
        mail.raw.rpartition(b"\n")[2] for mail in mailbox.all()
    ]


def test_mails_that_come_and_go_between_two_pages(
    mailpit: Any, settings: MailpitSettings, mailbox: Mailbox
) -> None:
    """The pages shift meanwhile: no old mail passes for a new one, none is lost."""
    mailpit.cap = 5
    old = [mailpit.receive(SENDER, [CAMILLE], PLAIN) for _ in range(20)]
    deleted = iter([old[17:19], [], old[14:16], old[:1]])

    def shift(path: str) -> None:
        if re.search("start=[45]", path):
            mailpit.delete(*next(deleted, []))

    mailpit.before_answer = shift
    with closing(MailpitSource(settings)) as source:
        mailpit.receive(SENDER, [CAMILLE], PLAIN + b"neuf")
        count = sum(source.collect(mailbox) for _ in range(3))

    assert 1 == count
    assert mailbox.all()[0].raw.endswith(b"neuf")


def test_a_mail_deleted_meanwhile(
    mailpit: Any, source: MailpitSource, mailbox: Mailbox
) -> None:
    """Somebody empties it between the list and the mail."""
    first = mailpit.receive(SENDER, [CAMILLE], PLAIN)
    mailpit.receive(SENDER, [CAMILLE], PLAIN + b"2")
    mailpit.before_answer = lambda path: (
        mailpit.delete(first) if first in path else None
    )

    assert 1 == source.collect(mailbox)
    assert 0 == source.collect(mailbox)


def test_dated_by_the_portal(
    mailpit: Any, settings: MailpitSettings, mailbox: Mailbox
) -> None:
    """With --use-message-dates an old date hides no mail, and proves nothing."""
    mailpit.by_date = True
    mailpit.cap = 3
    for _ in range(8):
        mailpit.receive(SENDER, [CAMILLE], PLAIN)
    with closing(MailpitSource(settings)) as source:
        dated = format_datetime(datetime(2020, 1, 1, tzinfo=UTC)).encode()
        mailpit.receive(SENDER, [CAMILLE], b"Date: " + dated + b"\r\n" + PLAIN)

        assert 1 == source.collect(mailbox)
    (mail,) = mailbox.all()

    assert timedelta(0) <= real_now() - mail.received_at < timedelta(seconds=10)


def test_while_the_time_is_held(
    mailpit: Any, settings: MailpitSettings, mailbox: Mailbox
) -> None:
    """A mail is received at the instant at which the time stands."""
    instant = datetime(2026, 3, 10, 9, tzinfo=UTC)
    clock = FrozenClock(instant)
    clock.start()
    try:
        with closing(MailpitSource(settings)) as source:
            mailpit.receive(SENDER, [CAMILLE], PLAIN)
            source.collect(mailbox)
            clock.move_to(instant + timedelta(hours=24))
            mailpit.receive(SENDER, [CAMILLE], PLAIN)
            source.collect(mailbox)
        received = [mail.received_at for mail in mailbox.to(CAMILLE)]
    finally:
        clock.stop()

    assert [instant, instant + timedelta(hours=24)] == received


def test_nothing_is_marked_or_deleted(
    mailpit: Any, source: MailpitSource, mailbox: Mailbox
) -> None:
    """Only the list and the raw mail are asked for: the summary marks it as read."""
    mail_id = mailpit.receive(SENDER, [CAMILLE], PLAIN)
    source.collect(mailbox)

    assert {"/api/v1/messages", f"/api/v1/message/{mail_id}/raw"} == {
        asked.removeprefix("GET ").partition("?")[0] for asked in mailpit.asked
    }


@pytest.mark.parametrize("root", ["", "/boite", "/boite/"])
def test_log_in_and_web_root(
    mailpit: Any, settings: MailpitSettings, mailbox: Mailbox, root: str
) -> None:
    """Behind a password, and under a folder of somebody's web site."""
    mailpit.credentials = "banc:s3cret é"
    mailpit.web_root = root.rstrip("/")
    told = replace(settings, url=settings.url + root, user="banc", password="s3cret é")
    with closing(MailpitSource(told)) as source:
        mailpit.receive(SENDER, [CAMILLE], PLAIN)

        assert 1 == source.collect(mailbox)
