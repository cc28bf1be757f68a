"""No mail holds a password, nor the dossier number in clear."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from harness.checks import mail_secrets
from harness.checks.failure import CheckFailed
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

Deliver = Callable[..., ReceivedMail]
PASSWORD = "Été<7>-Vive"
IN_BASE_64 = base64.b64encode(PASSWORD.encode()).decode()


def test_sound_mails_pass(mailbox: Mailbox, deliver: Deliver) -> None:
    """B38: nothing in them; they count as looked at."""
    deliver()
    mail_secrets.no_mail_holds(mailbox, PASSWORD, None)
    mail_secrets.no_mail_shows_dossier(mailbox, "1234567")

    assert () == mailbox.unread()


@pytest.mark.parametrize(
    "change",
    [
        {"text": f"Votre mot de passe : {PASSWORD}"},
        {"html": "<p>Été&lt;7&gt;-Vive</p>"},
        {"html": f"<!-- {PASSWORD} -->"},
        {"html": "<a href='/x?p=%C3%89t%C3%A9%3C7%3E-Vive'>x</a>"},
        {"text": f"mdp={IN_BASE_64}"},
        {"more": f"X-Debug: {IN_BASE_64}\n"},
    ],
    ids=["text", "entities", "comment", "address", "base64", "header"],
)
def test_a_password_fails(
    mailbox: Mailbox, deliver: Deliver, change: dict[str, str]
) -> None:
    """B38: however it is spelled, and in any mail."""
    deliver()
    deliver(**change)
    with pytest.raises(CheckFailed, match="contient un mot de passe"):
        mail_secrets.no_mail_holds(mailbox, None, PASSWORD)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Dossier 1234567."},
        {"html": "<p>Dossier n°1234567</p>"},
        {"html": "<a href='https://a.test/?token=x1234567&amp;d=1234567'>x</a>"},
        {"headers": "From: a@b.fr\nTo: a@b.fr\nSubject: Dossier 1234567\n"},
    ],
    ids=["text", "html", "address", "subject"],
)
def test_a_dossier_in_clear_fails(
    mailbox: Mailbox, deliver: Deliver, change: dict[str, str]
) -> None:
    """B38: anywhere but in the token."""
    deliver(**change)
    with pytest.raises(CheckFailed, match="montre le numéro de dossier"):
        mail_secrets.no_mail_shows_dossier(mailbox, "1234567")


def test_the_token_may_hold_it(mailbox: Mailbox, deliver: Deliver) -> None:
    """The procedure's own example does; longer numbers are other numbers."""
    deliver(text="https://a.test/?token=a-1234567-b et 01234567 et 12345678")

    mail_secrets.no_mail_shows_dossier(mailbox, "1234567")


def test_no_mail_at_all_proves_nothing(mailbox: Mailbox) -> None:
    """A portal that sends nothing has not shown that it keeps secrets."""
    for check in (mail_secrets.no_mail_holds, mail_secrets.no_mail_shows_dossier):
        with pytest.raises(CheckFailed, match="Aucun mail"):
            check(mailbox, "1234567")
