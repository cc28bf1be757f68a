"""How many mails came, and to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import mails
from harness.checks.discipline import mails_are_accounted_for
from harness.checks.failure import CheckFailed, require
from harness.checks.mail_links import is_reset_mail
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

Deliver = Callable[..., ReceivedMail]
CAMILLE = "camille@example.org"
NOTICE = {
    "text": "Votre mot de passe a changé. https://www.carpimko.com/",
    "html": "<p>Bonjour</p>",
    "headers": "From: a@b.test\nTo: c@d.test\nSubject: Votre mot de passe\n",
}


def test_a_reset_mail_has_something_to_act_on(
    mail: Callable[..., ReceivedMail],
) -> None:
    """The sound mail is one in either part alone; a notice is none."""
    assert is_reset_mail(mail())
    assert is_reset_mail(mail(text="x"))
    assert is_reset_mail(mail(html="x"))
    assert not is_reset_mail(mail(**NOTICE))
    assert is_reset_mail(mail(**NOTICE | {"text": f"https://a.test/{'x1' * 16}"}))


def test_one_reset_mail_passes_and_is_ticked_off(
    mailbox: Mailbox, deliver: Deliver
) -> None:
    """The one reset mail is returned and counts as looked at; notices do not count."""
    deliver(**NOTICE)
    sent = deliver()
    deliver("dominique@example.org")

    assert sent is mails.one_reset_mail(mailbox, CAMILLE)
    assert sent not in mailbox.unread()


def test_earlier_mails_may_be_left_out(mailbox: Mailbox, deliver: Deliver) -> None:
    """Only mails after the number given are counted."""
    first, second = deliver(), deliver()

    assert second is mails.one_reset_mail(mailbox, CAMILLE, after=first.sequence)


@pytest.mark.parametrize("address", ["CAMILLE@example.org", "camille@Example.ORG"])
def test_the_case_of_the_recipient_does_not_count(
    mailbox: Mailbox, deliver: Deliver, address: str
) -> None:
    """A mail to the address in another case came to her."""
    deliver(address)
    mails.one_reset_mail(mailbox, CAMILLE)


def test_no_mail_fails(mailbox: Mailbox) -> None:
    """Defect 36: nothing came, and the message says so."""
    with pytest.raises(CheckFailed, match=r"0 mails .* pour camille.*Aucun mail n'est"):
        mails.one_reset_mail(mailbox, CAMILLE)


def test_a_mail_to_somebody_else_fails(mailbox: Mailbox, deliver: Deliver) -> None:
    """Defect 39: the mail that went elsewhere is named."""
    deliver("comptable@cabinet.example")
    with pytest.raises(
        CheckFailed,
        match=r"0 mails.*Arrivés : comptable@cabinet.example « Demande de ré",
    ):
        mails.one_reset_mail(mailbox, CAMILLE)


def test_two_mails_fail(mailbox: Mailbox, deliver: Deliver) -> None:
    """Defects 33 and 34: a double click that sends twice."""
    deliver()
    deliver()
    with pytest.raises(CheckFailed, match="2 mails de réinitialisation"):
        mails.one_reset_mail(mailbox, CAMILLE)


def test_no_mail_sent_passes(mailbox: Mailbox, deliver: Deliver) -> None:
    """An empty mailbox passes; so does her own when another got a mail."""
    mails.none_sent(mailbox)
    deliver("dominique@example.org")
    mails.none_sent(mailbox, CAMILLE)


@pytest.mark.parametrize("to", [None, CAMILLE, "CAMILLE@EXAMPLE.ORG"])
def test_a_mail_sent_fails(mailbox: Mailbox, deliver: Deliver, to: str | None) -> None:
    """Defects 18, 25 and 28: any mail counts, a notice too."""
    deliver(**NOTICE)
    with pytest.raises(CheckFailed, match=r"1 mail\(s\) alors qu'aucun n'est attendu"):
        mails.none_sent(mailbox, to)


@pytest.mark.parametrize("concerned", [[CAMILLE], ["CAMILLE@EXAMPLE.ORG", "x@y.test"]])
def test_accounted_mails_pass(
    mailbox: Mailbox, deliver: Deliver, concerned: list[str]
) -> None:
    """A reset mail that was looked at and a notice nobody opened are in order."""
    mailbox.mark_read(deliver("Camille@Example.org"))
    deliver(**NOTICE)
    mails_are_accounted_for(mailbox, concerned)


def test_no_mail_at_all_is_accounted_for(mailbox: Mailbox) -> None:
    """Nothing sent to nobody is in order."""
    mails_are_accounted_for(mailbox, [])


@pytest.mark.parametrize("changes", [{}, NOTICE])
def test_a_mail_to_a_stranger_fails(
    mailbox: Mailbox, deliver: Deliver, changes: dict[str, str]
) -> None:
    """Whoever asked for nothing gets nothing, not even a notice, read or not."""
    mailbox.mark_read(deliver("dominique@example.org", **changes))
    with pytest.raises(
        CheckFailed,
        match=r"« (?:Demande|Votre).*» est parti à dominique@.*n'a rien demandé",
    ):
        mails_are_accounted_for(mailbox, [CAMILLE])


def test_a_blind_copy_to_a_stranger_fails(mailbox: Mailbox, deliver: Deliver) -> None:
    """Defect 40: a second recipient of the envelope is a stranger."""
    mailbox.mark_read(deliver(CAMILLE, "archive@carpimko.com"))
    with pytest.raises(CheckFailed, match=r"parti à archive@carpimko\.com, qui"):
        mails_are_accounted_for(mailbox, [CAMILLE])


def test_a_reset_mail_that_nobody_looked_at_fails(
    mailbox: Mailbox, deliver: Deliver
) -> None:
    """A reset mail too many shows even where no check counts mails."""
    mailbox.mark_read(deliver())
    deliver()
    with pytest.raises(CheckFailed, match=r"inattendu est parti à camille@example"):
        mails_are_accounted_for(mailbox, [CAMILLE])


def test_a_failed_check_is_a_failed_assertion() -> None:
    """Any truth will do; anything else fails with the explanation as it is."""
    require([1], "jamais")
    with pytest.raises(AssertionError, match=r"^Voici pourquoi\.$") as failed:
        require([], "Voici pourquoi.")

    assert CheckFailed is failed.type
