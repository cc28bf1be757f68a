"""The mail that tells of a change: who gets it, and what it must not hold (B24)."""

from __future__ import annotations

import base64
import html
import unicodedata
from urllib.parse import unquote

from harness.checks.failure import CheckFailed, require
from harness.checks.mail_links import is_reset_mail, loads_nothing_foreign
from harness.checks.mails import is_well_formed
from harness.checks.mime import is_legible, watches_nobody
from harness.labels import normalised
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

_ABOUT = "mot de passe"


def notice_of_change(mailbox: Mailbox, address: str, after: int) -> ReceivedMail:
    """Check that one mail told *address* of the change; return it, looked at.

    Args:
        mailbox: where mails arrive; the reset mail has been looked at.
        address: the one on file.
        after: number of the last mail that was there before.
    """
    arrived = _unread(mailbox, address, after)
    for mail in arrived:
        mailbox.mark_read(mail)
    require(
        len(arrived) == 1,
        f"{len(arrived)} notifications du changement pour {address}, au lieu d'une.",
    )
    notice = arrived[0]
    told = normalised(f"{notice.subject} {notice.text or ''} {notice.html or ''}")
    require(
        _ABOUT in told.casefold(),
        f"Le mail « {notice.subject} » ne parle pas de mot de passe.",
    )
    return notice


def no_notice_yet(mailbox: Mailbox, address: str, after: int) -> None:
    """Check that nothing came to *address* besides what she asked for."""
    early = [mail.subject for mail in _unread(mailbox, address, after)]
    require(not early, f"Un mail est parti avant tout changement : {early}.")


def holds_no_secret(notice: ReceivedMail, *passwords: str | None) -> None:
    """Check that a notice gives no password away, and no link that acts."""
    require(
        not is_reset_mail(notice),
        f"La notification « {notice.subject} » se lit comme un mail de "
        "réinitialisation : son sujet, ou un lien à jeton.",
    )
    told = _spellings(notice)
    for password in filter(None, passwords):
        composed = unicodedata.normalize("NFC", password)
        encoded = base64.b64encode(composed.encode()).decode().rstrip("=")
        if composed in told or encoded in told:
            raise CheckFailed("La notification contient un mot de passe.")


def reads_well(notice: ReceivedMail, home: str) -> None:
    """Check that a notice is legible, and that nobody learns that it is read.

    What it fetches comes from the domain of *home*.
    """
    is_well_formed(notice)
    is_legible(notice)
    watches_nobody(notice)
    loads_nothing_foreign(notice, home)


def _unread(mailbox: Mailbox, address: str, after: int) -> list[ReceivedMail]:
    wanted = {mail.sequence for mail in mailbox.to(address)}
    return [
        mail
        for mail in mailbox.unread()
        if mail.sequence in wanted and mail.sequence > after
    ]


def _spellings(mail: ReceivedMail) -> str:
    bodies = " ".join(filter(None, (mail.subject, mail.text, mail.html)))
    whole = f"{bodies} {html.unescape(bodies)} {unquote(bodies)} "
    raw = mail.raw.decode("utf-8", "replace")
    return unicodedata.normalize("NFC", whole + raw)
