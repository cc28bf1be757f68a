"""A hostile name or address is text, wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape

import pytest

from harness.checks import markup
from harness.checks.failure import CheckFailed
from harness.pages import Page
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail
from simulator.post.letter import PostedLetter

NAMES = [
    '<a href="https://piege.example">Camille</a>',
    '<img src="https://piege.example/p.png" onerror="injecte()">',
    "<img/src=//piege.example/p.png>",
    "<script>injecte()</script>",
    '" onmouseover="injecte()" x="',
    '<b id="injecte">',
]
MakeMail = Callable[..., ReceivedMail]


@pytest.mark.parametrize("name", NAMES)
def test_an_escaped_name_passes(page: Callable[..., Page], name: str) -> None:
    """In a text, in an attribute, in a script as JSON."""
    told = escape(name)
    inside = name.replace("<", "\\u003c")
    source = f'<p title="{told}">{told}</p><script>var x = "{inside}"</script>'

    markup.no_page_holds_markup([page(source)])


@pytest.mark.parametrize("name", NAMES)
def test_a_raw_name_fails(page: Callable[..., Page], name: str) -> None:
    """In a text or in an attribute, as it breaks out of it."""
    with pytest.raises(CheckFailed, match="devient du balisage"):
        markup.no_page_holds_markup([page(f'<p>{name}</p><p title="{name}">x</p>')])


def test_a_name_that_is_computed_fails(page: Callable[..., Page]) -> None:
    """A template engine that runs a name would run anything."""
    markup.no_page_holds_markup([page("<p>{{1234*5678}}</p>")])
    with pytest.raises(CheckFailed, match="calculé"):
        markup.no_page_holds_markup([page("<p>7006652</p>")])


def test_a_sound_mail_passes(
    mailbox: Mailbox, deliver: Callable[..., ReceivedMail]
) -> None:
    """The name may stand in it as text; every mail counts as looked at."""
    deliver(html=f"<p>Bonjour {escape(NAMES[0])}</p>")
    markup.no_mail_is_injected(mailbox)

    assert () == mailbox.unread()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"html": f"<p>Bonjour {NAMES[0]}</p>"}, "devient du balisage"),
        ({"more": "Bcc: pirate@piege.example\n"}, "en-têtes ajoutés"),
        ({"more": "X-Injecte: oui\n"}, "en-têtes ajoutés"),
        ({"to": ("camille@example.org", "pirate@piege.example")}, "part aussi à"),
    ],
    ids=["markup", "bcc", "header", "recipient"],
)
def test_an_injected_mail_fails(
    mail: MakeMail, change: dict[str, str], why: str
) -> None:
    """B39: in the body, in the headers, in the envelope."""
    with pytest.raises(CheckFailed, match=why):
        markup.mail_is_not_injected(mail(**change))


def test_a_second_address_in_to_fails(mail: MakeMail) -> None:
    """B39: even where the envelope has one recipient."""
    headers = (
        "From: CARPIMKO <a@carpimko.com>\n"
        "To: camille@example.org, pirate@piege.example\nSubject: x\n"
    )
    with pytest.raises(CheckFailed, match="nomme aussi"):
        markup.mail_is_not_injected(mail(headers=headers))


def test_a_header_in_a_part_fails(mail: MakeMail) -> None:
    """B39: a name that ends the headers writes those of a part."""
    sound = mail()
    raw = sound.raw.replace(b"Content-Type: text/plain", b"X-Injecte: oui\r\n\\g<0>")
    raw = raw.replace(b"\\g<0>", b"Content-Type: text/plain")
    with pytest.raises(CheckFailed, match="Une partie"):
        markup.mail_is_not_injected(
            ReceivedMail(1, "a", ("b",), raw, sound.received_at, sound.visible_at)
        )


def test_a_name_may_not_write_a_line_of_the_address() -> None:
    """B39: flattened it is a name, on its own line it is an address."""
    flat = PostedLetter(
        "affilie",
        "1234567",
        datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
        date(2026, 3, 13),
        "Camille 99999 AILLEURS\n1 rue X\n75001 PARIS",
        "",
    )
    written = replace(flat, address="Camille\n99999 AILLEURS\n1 rue X\n75001 PARIS")

    markup.letter_keeps_its_lines([flat], "99999 AILLEURS")
    with pytest.raises(CheckFailed, match="écrit une ligne"):
        markup.letter_keeps_its_lines([written], "99999 AILLEURS")
    with pytest.raises(CheckFailed, match="Aucun courrier"):
        markup.letter_keeps_its_lines([], "x")
