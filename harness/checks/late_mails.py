"""What a mail that is late, or never comes, must not have been announced as (B41)."""

from __future__ import annotations

from harness.checks.failure import require
from harness.checks.mail_links import is_reset_mail
from harness.checks.pages import seen
from harness.labels import LABELS, normalised
from harness.pages import Page
from simulator.mail.mailbox import Mailbox


def came_once_or_was_not_announced(
    page: Page, mailbox: Mailbox, address: str, after: int
) -> None:
    """Check that one reset mail came, or that none did and *page* never said so.

    A portal may try again, or say at once that the mail did not leave: either is
    honest, and no mail is owed in the second case. Whatever it says, it shows a way on.
    """
    came = [mail for mail in mailbox.to(address) if mail.sequence > after]
    came = [mail for mail in came if is_reset_mail(mail)]
    for mail in came:
        mailbox.mark_read(mail)
    said = page.labels.readings(LABELS.mail_sent)
    announced = any(normalised(one) in page.text for one in said)
    require(
        len(came) == 1 or not (came or announced),
        f"{len(came)} mails de réinitialisation pour {address} au lieu d'un seul, "
        f"« {LABELS.mail_sent} » {'ayant' if announced else 'n’ayant pas'} été lu. "
        f"{seen(page)}",
    )
    require(page.links or page.forms, f"La page n'offre aucune suite. {seen(page)}")
