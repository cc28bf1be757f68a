"""What a mailbox holds, as a table for error messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.clock import PARIS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from simulator.mail.message import ReceivedMail

_LAST = 15
_HEADINGS = ("n°", "pour", "sujet", "reçu le")


def listing(mails: Sequence[ReceivedMail], now: datetime) -> str:
    """Return the last mails as a table: number, recipients, subject, time in Paris.

    A mail that cannot be seen yet at *now* says when it will be.
    """
    if not mails:
        return "La boîte est vide."
    shown = mails[-_LAST:]
    rows = [_HEADINGS, *(_row(mail, now) for mail in shown)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    title = f"Dans la boîte ({len(mails)}"
    title += f", les {_LAST} derniers) :" if len(mails) > _LAST else ") :"
    return "\n".join([title, *(f"  {line.rstrip()}" for line in lines)])


def _row(mail: ReceivedMail, now: datetime) -> tuple[str, str, str, str]:
    when = _paris(mail.received_at)
    if mail.visible_at > now:
        when += f" (visible le {_paris(mail.visible_at)})"
    return str(mail.sequence), ", ".join(mail.envelope_to), mail.subject, when


def _paris(instant: datetime) -> str:
    return instant.astimezone(PARIS).strftime("%d/%m/%Y %H:%M:%S")
