"""To whom a mail may go when somebody tampers with a request (B21)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import mails
from harness.checks.failure import CheckFailed
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

Deliver = Callable[..., ReceivedMail]
CAMILLE, DOMINIQUE = "camille@example.org", "dominique@example.org"


def test_mails_to_one_person_pass(mailbox: Mailbox, deliver: Deliver) -> None:
    """None, one or two, whatever the case of the address; all are looked at."""
    mails.only_to(mailbox, CAMILLE)
    deliver(CAMILLE)
    deliver("Camille@Example.org")
    mails.only_to(mailbox, CAMILLE)

    assert () == mailbox.unread()


@pytest.mark.parametrize("to", [(DOMINIQUE,), (CAMILLE, "pirate@ailleurs.example")])
def test_a_mail_to_another_fails(
    mailbox: Mailbox, deliver: Deliver, to: tuple[str, ...]
) -> None:
    """Alone, or beside her."""
    deliver(*to)
    with pytest.raises(CheckFailed, match="Un mail est parti à"):
        mails.only_to(mailbox, CAMILLE)


@pytest.mark.parametrize("to", [None, CAMILLE, DOMINIQUE])
def test_one_mail_to_either_passes(
    mailbox: Mailbox, deliver: Deliver, to: str | None
) -> None:
    """None, or one to one of the two."""
    if to is not None:
        deliver(to)
    mails.one_at_most(mailbox, CAMILLE, DOMINIQUE)


@pytest.mark.parametrize(
    "sent",
    [
        [(CAMILLE,), (DOMINIQUE,)],
        [(CAMILLE, DOMINIQUE)],
        [("pirate@ailleurs.example",)],
    ],
)
def test_more_than_one_mail_fails(
    mailbox: Mailbox, deliver: Deliver, sent: list[tuple[str, ...]]
) -> None:
    """One to each, one to both, one to a third."""
    for to in sent:
        deliver(*to)
    with pytest.raises(CheckFailed, match="Trop de mails"):
        mails.one_at_most(mailbox, CAMILLE, DOMINIQUE)
