"""Step 7 when the mail server does not do as it should: waiting, and copies."""

from __future__ import annotations

from datetime import timedelta

from harness.errors import NotObservable
from harness.journeys.affiliate import Affiliate
from harness.journeys.password import follow_link_and_choose
from harness.labels import normalised
from simulator.mail.message import ReceivedMail

_A_LOOK = timedelta(minutes=15)
_LOOKS_AFTERWARDS = 4


def wait_for_mail(affiliate: Affiliate, at_most: timedelta) -> None:
    """Look into her mailbox every quarter of an hour until her mail is there.

    Then for one hour more: what came once may come again.
    """
    world = affiliate.world
    end = world.clock.now() + at_most
    while not _arrived(affiliate) and world.clock.now() < end:
        world.let_pass(_A_LOOK)
    for _ in range(_LOOKS_AFTERWARDS):
        world.let_pass(_A_LOOK)


def open_every_copy(affiliate: Affiliate) -> None:
    """Open each mail that her last request brought; the last one stays before her.

    Raises:
        NotObservable: the page had said that no mail was sent.
    """
    for mail in _arrived(affiliate):
        affiliate.open_mail(mail)
    if normalised(affiliate.world.labels.mail_sent) not in affiliate.page.text:
        raise NotObservable(
            "Le portail a dit que le mail n'était pas parti : "
            "ce qui arrive quand même n'engage à rien."
        )


def reset_with_last_copy(affiliate: Affiliate, password: str) -> None:
    """Open every copy of her mail, follow the last one's link, choose *password*."""
    open_every_copy(affiliate)
    follow_link_and_choose(affiliate, password)


def _arrived(affiliate: Affiliate) -> list[ReceivedMail]:
    received = affiliate.world.mailbox.to(affiliate.person.email or "")
    return [mail for mail in received if mail.sequence > affiliate.mail_mark]
