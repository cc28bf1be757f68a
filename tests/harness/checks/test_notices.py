"""The mail that tells of a change."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from harness.checks import notices
from harness.checks.failure import CheckFailed
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

HER = "camille@example.org"
HEADERS = "From: CARPIMKO <a@carpimko.com>\nTo: camille@example.org\nSubject: {}\n"
TOLD = "Bonjour,\nVotre mot de passe a été modifié.\n"
ABOUT = HEADERS.format("Changement effectu=?utf-8?q?=C3=A9?=")


@pytest.fixture
def tell(deliver: Callable[..., ReceivedMail]) -> Callable[..., ReceivedMail]:
    """Deliver a notice, sound unless told otherwise."""

    def put(
        to: str = HER, text: str = TOLD, html: str | None = None, headers: str = ABOUT
    ) -> ReceivedMail:
        return deliver(to, text=text, html=html, headers=headers)

    return put


def test_one_notice_passes(
    mailbox: Mailbox, deliver: Callable, tell: Callable[..., ReceivedMail]
) -> None:
    """The reset mail was looked at; what comes then is the notice."""
    mailbox.mark_read(deliver(HER))
    told = tell()

    assert told == notices.notice_of_change(mailbox, HER, 0)
    assert () == mailbox.unread()


def test_no_notice_fails(mailbox: Mailbox, deliver: Callable) -> None:
    """Defect 86: the change is told to nobody."""
    mailbox.mark_read(deliver(HER))
    with pytest.raises(CheckFailed, match="0 notifications"):
        notices.notice_of_change(mailbox, HER, 0)


def test_a_notice_to_another_or_of_before_fails(
    mailbox: Mailbox, tell: Callable[..., ReceivedMail]
) -> None:
    """Neither somebody else's mail nor one that was there already counts."""
    tell("dominique@example.org")
    with pytest.raises(CheckFailed, match="0 notifications"):
        notices.notice_of_change(mailbox, HER, tell().sequence)


def test_two_notices_fail(mailbox: Mailbox, tell: Callable[..., ReceivedMail]) -> None:
    """One change, one mail."""
    tell()
    tell()
    with pytest.raises(CheckFailed, match="2 notifications"):
        notices.notice_of_change(mailbox, HER, 0)


def test_a_mail_about_something_else_fails(
    mailbox: Mailbox, tell: Callable[..., ReceivedMail]
) -> None:
    """A mail that does not speak of the password announces nothing."""
    tell(text="Bonjour, votre attestation est prête.")
    with pytest.raises(CheckFailed, match="ne parle pas de mot de passe"):
        notices.notice_of_change(mailbox, HER, 0)


def test_nothing_before_the_change_passes(mailbox: Mailbox, deliver: Callable) -> None:
    """The reset mail that was asked for, and looked at, announces nothing."""
    mailbox.mark_read(deliver(HER))
    notices.no_notice_yet(mailbox, HER, 0)


def test_a_notice_before_the_change_fails(
    mailbox: Mailbox, tell: Callable[..., ReceivedMail]
) -> None:
    """Whatever else comes at the request comes too early."""
    tell()
    with pytest.raises(CheckFailed, match="avant tout changement"):
        notices.no_notice_yet(mailbox, HER, 0)


@pytest.mark.parametrize(
    "html",
    [None, '<p>Un doute ? <a href="https://www.carpimko.com/contact">Écrivez</a></p>'],
)
def test_a_notice_without_secret_passes(
    tell: Callable[..., ReceivedMail], html: str | None
) -> None:
    """A link to the site is no secret; people without password are fine."""
    notices.holds_no_secret(tell(html=html), "Soleil2026", None)


@pytest.mark.parametrize(
    ("text", "html", "why"),
    [
        (f"{TOLD}https://www2.carpimko.com/x?token=abc\n", None, "lien à jeton"),
        (TOLD, '<a href="https://a.fr/r/aB3dE6gH9jK2mN5pQ8sT1v">x</a>', "lien à"),
        (f"{TOLD}Nouveau : Été-2026&1", None, "contient un mot de passe"),
        (TOLD, "<p>E\u0301te\u0301-2026&amp;1</p>", "contient un mot de passe"),
        (TOLD, "<p>%C3%89t%C3%A9-2026%261</p>", "contient un mot de passe"),
        (TOLD, f"<p>{base64.b64encode('Été-2026&1'.encode()).decode()}</p>", "passe"),
    ],
)
def test_a_notice_with_a_secret_fails(
    tell: Callable[..., ReceivedMail], text: str, html: str | None, why: str
) -> None:
    """Defect 78: a link that acts, or a password however it is written."""
    with pytest.raises(CheckFailed, match=why):
        notices.holds_no_secret(tell(text=text, html=html), "Ancien1", "Été-2026&1")


def test_a_notice_that_reads_as_a_reset_fails(
    tell: Callable[..., ReceivedMail],
) -> None:
    """The subject of the reset mail invites to follow a link that is not there."""
    notice = tell(headers=HEADERS.format("Demande de réinitialisation du mot de passe"))
    with pytest.raises(CheckFailed, match="se lit comme un mail de réinitialisation"):
        notices.holds_no_secret(notice)


@pytest.mark.parametrize(
    ("headers", "html", "why"),
    [
        (ABOUT.replace("=C3=A9", "=C3=83=C2=A9"), None, "lettres abîmées"),
        (ABOUT, "<p>modifiÃ©</p>", "lettres abîmées"),
        (ABOUT, '<img src="https://a.fr/p.gif" width=1>', "image espionne"),
        (ABOUT, '<img src="https://suivi.example/logo.gif">', "Lire le mail charge"),
    ],
)
def test_a_notice_that_reads_badly_fails(
    tell: Callable[..., ReceivedMail], headers: str, html: str | None, why: str
) -> None:
    """Defects 43 and 49: spoilt letters, a pixel, a picture from elsewhere."""
    home = "https://www2.carpimko.com/"
    notices.reads_well(tell(), home)
    with pytest.raises(CheckFailed, match=why):
        notices.reads_well(tell(headers=headers, html=html), home)
