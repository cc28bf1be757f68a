"""What must come of doing the same thing again and again (B22, B60).

How a portal holds people up is its own affair: a page, a 429, a dead link, silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.checks.failure import require
from harness.checks.mail_links import is_reset_mail
from harness.checks.pages import require_answered, seen
from harness.checks.stages import is_not_at
from harness.labels import Stage
from harness.pages import Page
from simulator.mail.mailbox import Mailbox

_CLIENT_ERROR = 400
_HELD_UP = re.compile(
    r"\btrop (?:de|d'|souvent)|\btentatives?\b|\bessais\b|\bverrouill|\bbloqu"
    r"|\bsuspend|\bpatient|\bréessay|\bplus tard\b|\btemporairement\b",
    re.IGNORECASE,
)
"""Words of which a page that holds somebody up has one, however it is put."""


def mails_are_limited(mailbox: Mailbox, address: str, most: int) -> None:
    """Check that reset mails came to *address*, and no more than *most* (B22)."""
    found = [mail for mail in mailbox.to(address) if is_reset_mail(mail)]
    for mail in found:
        mailbox.mark_read(mail)
    require(found, f"Aucun mail de réinitialisation pour {address}.")
    require(
        len(found) <= most,
        f"{len(found)} mails de réinitialisation pour {address}, au lieu de {most} au "
        "plus.",
    )


def no_more_mails(mailbox: Mailbox, address: str, after: int) -> None:
    """Check that no mail came to *address* after number *after* (B22)."""
    for mail in mailbox.to(address):
        mailbox.mark_read(mail)
    late = [mail.subject for mail in mailbox.to(address) if mail.sequence > after]
    require(not late, f"La limite se contourne : mail « {', '.join(late)} » de plus.")


def held_up_alike(one: Sequence[Page], other: Sequence[Page]) -> None:
    """Check that two series of requests were answered alike, one by one (B22)."""
    require(one and len(one) == len(other), "Il faut deux séries de demandes.")
    for number, (mine, theirs) in enumerate(zip(one, other, strict=True), start=1):
        require_answered(mine)
        require_answered(theirs)
        require(
            (mine.status, mine.headings) == (theirs.status, theirs.headings),
            f"La demande {number} distingue les deux dossiers : {seen(mine)} ; "
            f"{seen(theirs)}",
        )


def guess_is_refused(page: Page) -> None:
    """Check that the right number, found at last, changes nothing any more (B22)."""
    is_not_at(page, Stage.CHANGED)
    require(page.text, f"Le refus ne dit rien. {seen(page)}")


def is_held_up(page: Page) -> None:
    """Check that even the right password does not open at once (B22)."""
    require_answered(page)
    require(
        _refuses(page),
        f"Le bon mot de passe ouvre encore après tous ces essais. {seen(page)}",
    )


def lock_is_unchanged(before: Page, after: Page) -> str:
    """Check that who was locked out (*before*) still is, and say what was seen (B60).

    Args:
        before: the answer to the right password after many wrong ones.
        after: the answer to the right password later on.
    """
    require_answered(after)
    if not _refuses(before):
        return "Ces échecs ne verrouillent pas la connexion : rien à rouvrir."
    require(
        _refuses(after),
        f"La connexion verrouillée s'est rouverte sans changement. {seen(after)}",
    )
    return "Ces échecs verrouillent la connexion, qui l'est encore."


def _refuses(page: Page) -> bool:
    return (
        page.asks_to_log_in
        or page.status >= _CLIENT_ERROR
        or _HELD_UP.search(page.text) is not None
    )
