"""Mails as the procedure wants them, to spoil; and a mailbox to put them in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from simulator.clock import BenchClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
LINK = (
    "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token=eyJ0eXAi.abc-1_2.x"
)
HEADERS = """\
From: CARPIMKO <ne-pas-repondre@carpimko.com>
To: camille@example.org
Subject: =?utf-8?q?Demande_de_r=C3=A9initialisation_du_mot_de_passe?=
"""
TEXT = f"""\
Bonjour,
Vous avez demandé à réinitialiser votre mot de passe. Pour ce faire,
vous pouvez cliquer ici ou copier-coller le lien suivant dans votre navigateur :
{LINK}
Ce lien n'est actif que pour 24 heures, passé ce délai vous devrez faire une
nouvelle demande.
"""
HTML = f"""\
<html><head><title>CARPIMKO</title></head><body><p>Bonjour,</p>
<p>Vous avez demandé à réinitialiser votre mot de passe. Pour ce faire,
<a href="{LINK}">vous pouvez cliquer ici</a> ou copier-coller le lien suivant dans
votre navigateur :</p><p>{LINK}</p>
<p>Ce lien n'est actif que pour 24 heures, passé ce délai vous devrez faire une
nouvelle demande.</p></body></html>
"""
PART = (
    "--b\nContent-Type: text/{}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{}\n"
)


@pytest.fixture(scope="session")
def link() -> str:
    """The reset link of the sound mail."""
    return LINK


@pytest.fixture(scope="session")
def sound_text() -> str:
    """The text part of the sound mail."""
    return TEXT


@pytest.fixture(scope="session")
def sound_html() -> str:
    """The HTML part of the sound mail."""
    return HTML


@pytest.fixture(scope="session")
def mail() -> Callable[..., ReceivedMail]:
    """Make a mail from its headers and bodies; the sound ones unless told otherwise."""

    def make(
        *,
        text: str | None = TEXT,
        html: str | None = HTML,
        headers: str = HEADERS,
        more: str = "",
        sender: str = "ne-pas-repondre@carpimko.com",
        to: tuple[str, ...] = ("camille@example.org",),
    ) -> ReceivedMail:
        parts = "" if text is None else PART.format("plain", text)
        parts += "" if html is None else PART.format("html", html)
        raw = (
            f"{headers}{more}MIME-Version: 1.0\n"
            f'Content-Type: multipart/alternative; boundary="b"\n\n{parts}--b--\n'
        )
        sent = raw.replace("\n", "\r\n").encode()
        return ReceivedMail(1, sender, to, sent, NOON, NOON)

    return make


@pytest.fixture
def mailbox() -> Mailbox:
    """An empty mailbox, at noon."""
    clock = BenchClock()
    clock.move_to(NOON)
    return Mailbox(clock)


@pytest.fixture
def deliver(
    mailbox: Mailbox, mail: Callable[..., ReceivedMail]
) -> Callable[..., ReceivedMail]:
    """Put a mail (the sound one unless told otherwise) in the mailbox."""

    def put(*to: str, **changes: str | None) -> ReceivedMail:
        made = mail(**changes)
        return mailbox.deliver(
            made.envelope_from, to or ("camille@example.org",), made.raw
        )

    return put
