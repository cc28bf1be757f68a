"""What holds in every scenario: no stray mail, no mail that nobody looked at."""

from __future__ import annotations

from collections.abc import Collection

from harness.checks.failure import require
from harness.checks.mail_links import is_reset_mail
from harness.checks.mails import as_delivered
from simulator.mail.mailbox import Mailbox


def mails_are_accounted_for(
    mailbox: Mailbox, concerned: Collection[str], former: Collection[int] = ()
) -> None:
    """Check that every mail went to one of *concerned*, and every reset mail was seen.

    A mail server that reports a failure to the portal is none of the portal's doing.
    A courtesy mail (a change notified) to somebody concerned needs no look. *former*
    are the numbers of mails sent to an address that was somebody's at the time.
    """
    folded = {_folded(address) for address in concerned}
    for mail in mailbox.all():
        if mail.is_report:  # the mail server's own, to the portal
            continue
        strangers = [to for to in mail.envelope_to if _folded(to) not in folded]
        require(
            not strangers or mail.sequence in former,
            f"Un mail « {mail.subject} » est parti à {', '.join(strangers)}, "
            "qui n'a rien demandé.",
        )
    for mail in mailbox.unread():
        require(
            not is_reset_mail(mail),
            f"Un mail de réinitialisation inattendu est parti à "
            f"{', '.join(mail.envelope_to)}.",
        )


def _folded(address: str) -> str:
    return as_delivered(address).casefold()
