"""Corner cases of headers: spellings that do not count, and second ones that do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from email.header import Header

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


def test_bounces_may_go_to_a_subdomain(mail: MakeMail) -> None:
    """Bounces collected under the sender's own domain are consistent with it."""
    mails.sender_is(mail(sender="b@rebonds.carpimko.com"), "CARPIMKO")


@pytest.mark.parametrize(
    ("raw", "more"),
    [
        (headers("CARPIMKO <a@carpimko.com>, x <b@pirate.example>"), ""),
        (headers(), "From: x <b@pirate.example>\n"),
        (headers(), "Sender: b@pirate.example\n"),
    ],
)
def test_a_second_sender_fails(mail: MakeMail, raw: str, more: str) -> None:
    """The message comes from CARPIMKO, and from nobody besides."""
    with pytest.raises(CheckFailed):
        mails.sender_is(mail(headers=raw, more=more), "CARPIMKO")


@pytest.mark.parametrize(
    ("to", "header"),
    [("camille@EXAMPLE.org", CAMILLE), (CAMILLE, "camille@Example.org")],
)
def test_the_case_of_a_domain_does_not_count(
    mail: MakeMail, to: str, header: str
) -> None:
    """A portal may write the domain in lower case: it is the same address."""
    mails.only_recipient_is(mail(to=(to,), headers=headers(to=header)), CAMILLE)


@pytest.mark.parametrize("more", ["To: x@y.test\n", "Resent-Bcc: x@y.test\n"])
def test_more_recipients_fail(mail: MakeMail, more: str) -> None:
    """A second To or a Resent-Bcc names somebody else too."""
    with pytest.raises(CheckFailed):
        mails.only_recipient_is(mail(more=more), CAMILLE)


@pytest.mark.parametrize(
    "subject", [unicodedata.normalize("NFD", SUBJECT), SUBJECT.replace(" ", "\u00a0")]
)
def test_the_composition_of_the_subject_does_not_count(
    mail: MakeMail, subject: str
) -> None:
    """The decoded subject is compared in NFC, as the requirement says."""
    word = Header(subject, "utf-8", 998).encode()
    raw = f"From: a@b.test\nTo: {CAMILLE}\nSubject: {word}\n"
    mails.subject_is(mail(headers=raw), SUBJECT)


def test_two_subjects_fail(mail: MakeMail) -> None:
    """Mail programs may show either of two subjects."""
    with pytest.raises(CheckFailed):
        mails.subject_is(mail(more="Subject: Autre\n"), SUBJECT)
