"""A mail that reads well anywhere, and every way in which it may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from harness.checks import mime
from harness.checks.failure import CheckFailed
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

MakeMail = Callable[..., ReceivedMail]
DATE = "Date: Tue, 10 Mar 2026 12:00:00 +0100\n"


def test_the_sound_mail_passes(mail: MakeMail) -> None:
    """Both parts, their charset, one date, no picture."""
    sound = mail(more=DATE)

    mime.has_both_parts(sound)
    mime.declares_its_charsets(sound)
    mime.is_sound_mime(sound)
    mime.watches_nobody(sound)
    mime.is_dated_when_sent(sound)


@pytest.mark.parametrize("missing", ["text", "html"])
@pytest.mark.parametrize("value", [None, " \n"], ids=["absent", "blank"])
def test_a_missing_part_fails(mail: MakeMail, missing: str, value: str | None) -> None:
    """B37: some read with HTML, some without."""
    with pytest.raises(CheckFailed, match="n'a pas de partie"):
        mime.has_both_parts(mail(**{missing: value}))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b"; charset=utf-8", b"", "ne dit pas son encodage"),
        (b"charset=utf-8", b"charset=us-ascii", "n'est pas en us-ascii"),
        (b"charset=utf-8", b"charset=x-inconnu", "n'est pas en x-inconnu"),
        (b"charset=utf-8", b"charset=iso-8859-1", "lettres abîmées"),
        ("é".encode(), "Ã©".encode(), "lettres abîmées"),
        ("é".encode(), "\ufffd".encode(), "lettres abîmées"),
        ("é".encode(), "é".encode("latin-1"), "n'est pas en utf-8"),
    ],
    ids=["none", "ascii", "unknown", "other", "mojibake", "lost", "bytes"],
)
def test_a_wrong_charset_fails(
    mail: MakeMail, old: bytes, new: bytes, why: str
) -> None:
    """B37: said, known, and the one in use."""
    sound = mail()
    with pytest.raises(CheckFailed, match=why):
        mime.declares_its_charsets(replace(sound, raw=sound.raw.replace(old, new)))


def test_plain_ascii_needs_no_charset(mail: MakeMail) -> None:
    """RFC 2046 §4.1.2: it is the default."""
    sound = mail(text="Bonjour", html="<p>Bonjour</p>")
    raw = sound.raw.replace(b"; charset=utf-8", b"")

    mime.declares_its_charsets(replace(sound, raw=raw))


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://www2.carpimko.com/p.gif" width="1" height="1">',
        '<img src="//www2.carpimko.com/p.gif" width="0">',
        '<img src="https://www2.carpimko.com/logo.png?id=4f1d2b7c9e0a4f1d2b7c">',
        '<img src="https://www2.carpimko.com/logo/camille@example.org.png">',
        '<img src="https://www2.carpimko.com/camille.png">',
        '<p style="background: url(https://carpimko.com/x?u=camille@example.org)">',
    ],
)
def test_a_mail_that_tells_who_reads_it_fails(mail: MakeMail, image: str) -> None:
    """B37: a pixel, a picture with a number or a name in its address."""
    with pytest.raises(CheckFailed, match=r"espionne|dit qui le lit"):
        mime.watches_nobody(mail(html=image))


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://www2.carpimko.com/logo.png?v=3" width="120">',
        '<img src="cid:logo" width="1">',
        '<img src="data:image/png;base64,AAAA" width="1">',
    ],
)
def test_a_picture_for_everybody_passes(mail: MakeMail, image: str) -> None:
    """A logo, or a picture that the mail brings along."""
    mime.watches_nobody(mail(html=image))


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("", "0 dates"),
        (DATE + DATE, "2 dates"),
        ("Date: hier\n", "ne se lit pas"),
    ],
)
def test_a_mail_without_one_readable_date_fails(
    mail: MakeMail, date: str, why: str
) -> None:
    """RFC 5322 §3.6: exactly one."""
    with pytest.raises(CheckFailed, match=why):
        mime.is_dated(mail(more=date))


@pytest.mark.parametrize("minutes", [-61, -6, 6, 61])
def test_a_mail_dated_at_another_time_fails(mail: MakeMail, minutes: int) -> None:
    """An hour of another time zone, taken for UTC."""
    sound = mail(more=DATE)
    late = replace(sound, received_at=sound.received_at + timedelta(minutes=minutes))
    with pytest.raises(CheckFailed, match="est daté du"):
        mime.is_dated_when_sent(late)


def test_a_date_in_any_zone_passes(mail: MakeMail) -> None:
    """The instant counts; -0000 is UTC without saying where (RFC 5322 §3.3)."""
    for date in (
        "12:00:30 +0100",
        "11:00:00 +0000",
        "11:00:00 -0000",
        "15:00:00 +0400",
    ):
        mime.is_dated_when_sent(mail(more=f"Date: Tue, 10 Mar 2026 {date}\n"))


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("<a@b.fr>", "<a@b.fr>", "même nom"),
        ("<a@b.fr>", None, "pas d'identifiant"),
        ("<a@b.fr>", "a", "pas d'identifiant"),
        ("<a@b.fr>", "<a b@c.fr>", "pas d'identifiant"),
    ],
)
def test_mails_without_a_name_of_their_own_fail(
    mailbox: Mailbox,
    deliver: Callable[..., ReceivedMail],
    first: str,
    second: str | None,
    why: str,
) -> None:
    """RFC 5322 §3.6.4: present, well formed, unique."""
    deliver(more=f"Message-ID: {first}\n")
    deliver(more="" if second is None else f"Message-ID: {second}\n")
    with pytest.raises(CheckFailed, match=why):
        mime.has_a_name_of_its_own(mailbox)


def test_mails_with_names_of_their_own_pass(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail]
) -> None:
    """Two are needed to compare them."""
    deliver(more="Message-ID: <a@b.fr>\n")
    with pytest.raises(CheckFailed, match="deux mails"):
        mime.has_a_name_of_its_own(mailbox)
    deliver(more="Message-ID: <c@b.fr>\n")

    mime.has_a_name_of_its_own(mailbox)


def test_a_broken_structure_fails(mail: MakeMail) -> None:
    """RFC 2045: the version said, every part closed."""
    sound = mail()
    for old, new in (
        (b"MIME-Version: 1.0\r\n", b""),
        (b'boundary="b"', b'boundary="c"'),
    ):
        with pytest.raises(CheckFailed):
            mime.is_sound_mime(replace(sound, raw=sound.raw.replace(old, new)))


def test_mails_that_fetch_the_same_pass(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail], sound_html: str
) -> None:
    """One logo for everybody; two mails are needed to compare them."""
    logo = sound_html.replace("</body>", '<img src="https://www2.carpimko.com/l.png">')
    deliver(html=logo)
    with pytest.raises(CheckFailed, match="deux mails"):
        mime.is_fetched_alike(mailbox)
    deliver(html=logo)

    mime.is_fetched_alike(mailbox)


def test_a_picture_for_each_mail_fails(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail], sound_html: str
) -> None:
    """Defect 49: it tells which mail is read, though it comes from the sender."""
    for name in ("4fce2ac6", "c4a89556"):
        picture = f'<img src="https://www2.carpimko.com/{name}.png">'
        deliver(html=sound_html.replace("</body>", picture))
    with pytest.raises(CheckFailed, match="charge autre chose"):
        mime.is_fetched_alike(mailbox)


@pytest.mark.parametrize(
    ("sound", "garbled"),
    [("=C3=A9", "=C3=83=C2=A9"), ("CARPIMKO", "=?utf-8?q?R=C3=83=C2=A9gime?=")],
    ids=["subject", "sender"],
)
def test_garbled_headers_fail(mail: MakeMail, sound: str, garbled: str) -> None:
    """Defect 43: letters decoded twice, where the reader looks first."""
    mime.is_legible(mail())
    old = mail().raw.split(b"\r\n\r\n")[0]
    new = old.replace(sound.encode(), garbled.encode(), 1)
    assert old != new
    with pytest.raises(CheckFailed, match="lettres abîmées"):
        mime.is_legible(replace(mail(), raw=mail().raw.replace(old, new)))
