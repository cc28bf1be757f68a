"""From whom, to whom, and about what a mail is."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from harness.checks import mails
from harness.checks.failure import CheckFailed
from simulator.mail.message import ReceivedMail

MakeMail = Callable[..., ReceivedMail]
CAMILLE = "camille@example.org"
SUBJECT = "Demande de réinitialisation du mot de passe"


def headers(sender: str = "CARPIMKO <a@carpimko.com>", to: str = CAMILLE) -> str:
    """Return the headers of a mail with this From and this To."""
    return f"From: {sender}\nTo: {to}\nSubject: x\n"


def encoded(text: str) -> str:
    """Return an encoded word in UTF-8 and base 64."""
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="


@pytest.mark.parametrize(
    ("sender", "envelope", "more"),
    [
        ("CARPIMKO <a@carpimko.com>", "a@carpimko.com", ""),
        ("CARPIMKO <a@carpimko.com>", "rebonds@CARPIMKO.com", ""),
        ('"CARPIMKO" <a@carpimko.com>', "a@carpimko.com", ""),
        (f"{encoded('CARPIMKO')} <a@carpimko.com>", "a@carpimko.com", ""),
        ("=?utf-8?q?CARPIMKO?= <a@carpimko.com>", "a@carpimko.com", ""),
        ("CARPIMKO <a@carpimko.com>", "a@carpimko.com", "Reply-To: b@carpimko.com\n"),
    ],
)
def test_a_mail_from_carpimko_passes(
    mail: MakeMail, sender: str, envelope: str, more: str
) -> None:
    """The name is CARPIMKO, and envelope and answers stay in its domain."""
    sound = mail(headers=headers(sender), sender=envelope, more=more)
    mails.sender_is(sound, "CARPIMKO")


@pytest.mark.parametrize(
    ("sender", "envelope", "more", "why"),
    [
        ("Caisse <a@carpimko.com>", "a@carpimko.com", "", "affiché est « Caisse »"),
        ("carpimko <a@carpimko.com>", "a@carpimko.com", "", "affiché est « carpimko »"),
        ("a@carpimko.com", "a@carpimko.com", "", "affiché est «  »"),
        ("CARPIMKO <a@carpimko.com>", "b@pirate.example", "", "vient de b@pirate.exam"),
        ("CARPIMKO <a@carpimko.com>", "", "", "L'enveloppe vient de ,"),
        (
            "CARPIMKO <a@carpimko.com>",
            "a@carpimko.com",
            "Reply-To: b@pirate.example\n",
            "iraient à b@pirate.example",
        ),
        (
            "CARPIMKO <a@carpimko.com>",
            "a@carpimko.com",
            'Reply-To: "b@carpimko.com" <b@pirate.example>\n',
            "b@pirate.example",
        ),
        (
            "CARPIMKO <a@carpimko.com>",
            "a@carpimko.com",
            "Reply-To: b@carpimko.com, b@pirate.example\n",
            "b@pirate.example",
        ),
    ],
)
def test_a_mail_from_somebody_else_fails(
    mail: MakeMail, sender: str, envelope: str, more: str, why: str
) -> None:
    """Another name, another envelope or answers elsewhere are named."""
    faulty = mail(headers=headers(sender), sender=envelope, more=more)
    with pytest.raises(CheckFailed, match=why):
        mails.sender_is(faulty, "CARPIMKO")


def test_one_recipient_passes(mail: MakeMail) -> None:
    """The envelope and To name the address of the file, with or without a name."""
    mails.only_recipient_is(mail(), CAMILLE)
    named = mail(headers=headers(to=f"Camille Moreau <{CAMILLE}>"))
    mails.only_recipient_is(named, CAMILLE)


@pytest.mark.parametrize(
    ("to", "header", "more", "why"),
    [
        (("x@y.test",), CAMILLE, "", "remis à x@y.test, et non à camille"),
        ((CAMILLE, "x@y.test"), CAMILLE, "", "x@y.test, et non à camille"),
        ((CAMILLE, CAMILLE), CAMILLE, "", f"{CAMILLE}, {CAMILLE}"),
        ((CAMILLE,), "x@y.test", "", "nomme x@y.test"),
        ((CAMILLE,), f"{CAMILLE}, x@y.test", "", "x@y.test, et non"),
        (
            (CAMILLE,),
            "undisclosed-recipients:;",
            "",
            "nomme undisclosed-recipients:;, et non",
        ),
        ((CAMILLE,), CAMILLE, "Cc: x@y.test\n", r"copie \(Cc\) : x@y.test"),
        ((CAMILLE,), CAMILLE, "Bcc: x@y.test\n", r"copie \(Bcc\) : x@y.test"),
        ((CAMILLE,), CAMILLE, "Resent-To: x@y.test\n", r"copie \(Resent-To\)"),
        ((CAMILLE,), CAMILLE, "Resent-Cc: x@y.test\n", r"copie \(Resent-Cc\)"),
    ],
)
def test_anybody_else_fails(
    mail: MakeMail, to: tuple[str, ...], header: str, more: str, why: str
) -> None:
    """Defects 39 to 41: another address, a second one, or a copy."""
    with pytest.raises(CheckFailed, match=why):
        mails.only_recipient_is(
            mail(to=to, headers=headers(to=header), more=more), CAMILLE
        )


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?q?Demande_de_r=C3=A9initialisation_du_mot_de_passe?=",
        "=?UTF-8?Q?Demande_de_r=c3=a9initialisation?= du mot de passe",
        encoded(SUBJECT),
        "=?iso-8859-1?q?Demande_de_r=E9initialisation_du_mot_de_passe?=",
        "Demande de =?utf-8?q?r=C3=A9initialisation?=\n du mot de passe",
        "=?utf-8?q?Demande_de_r=C3=A9init?=\n =?utf-8?q?ialisation_du_mot_de_passe?=",
        encoded("Demande de ré") + "\n " + encoded("initialisation du mot de passe"),
    ],
)
def test_the_subject_passes_however_encoded(mail: MakeMail, subject: str) -> None:
    """Encoding, charset and folding do not count: the reader sees the same words."""
    sound = mail(headers=f"From: a@b.test\nTo: {CAMILLE}\nSubject: {subject}\n")
    mails.subject_is(sound, SUBJECT)


@pytest.mark.parametrize(
    ("subject", "seen"),
    [
        (encoded(SUBJECT.encode().decode("latin-1")), "rÃ©initialisation"),
        ("Demande de reinitialisation du mot de passe", "reinitialisation"),
        ("Demande de r?initialisation du mot de passe", r"r\?initialisation"),
        (encoded(f"[TEST] {SUBJECT}"), r"\[TEST\] Demande"),
        (encoded(f"{SUBJECT} !"), "mot de passe !"),
        (encoded("Réinitialisation"), "« Réinitialisation »"),
        ("", "«  »"),
    ],
)
def test_another_subject_fails(mail: MakeMail, subject: str, seen: str) -> None:
    """Defect 43: mojibake, lost accents, other words; the subject seen is named."""
    faulty = mail(headers=f"From: a@b.test\nTo: {CAMILLE}\nSubject: {subject}\n")
    with pytest.raises(CheckFailed, match=f"Le sujet est .*{seen}"):
        mails.subject_is(faulty, SUBJECT)


def test_a_mail_fit_for_transport_passes(mail: MakeMail) -> None:
    """ASCII headers and short lines are well formed, an 8-bit body included."""
    mails.is_well_formed(mail())
    mails.is_well_formed(mail(text="a" * 998))


def test_raw_headers_pass_for_an_internationalised_address(mail: MakeMail) -> None:
    """RFC 6531 allows UTF-8 headers when the recipient's address needs them."""
    raw = headers(to="hélène@example.org")
    mails.is_well_formed(mail(headers=raw, to=("hélène@example.org",)))


def test_raw_8_bit_headers_fail(mail: MakeMail) -> None:
    """Defect 43: a subject in raw UTF-8 is not fit for transport."""
    raw = f"From: a@b.test\nTo: {CAMILLE}\nSubject: {SUBJECT}\n"
    with pytest.raises(CheckFailed, match="octets non encodés"):
        mails.is_well_formed(mail(headers=raw))


def test_a_long_line_fails(mail: MakeMail) -> None:
    """A line of more than 998 bytes is told with its length."""
    with pytest.raises(CheckFailed, match="a 999 octets"):
        mails.is_well_formed(mail(text="a" * 999))
