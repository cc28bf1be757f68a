"""The envelope of a mail that somebody else received: read from its headers.

The recipients of MAIL FROM / RCPT TO are gone once a mail lies in a mailbox; what is
left of them is what the receiving server wrote on top of it.

1. ``X-Original-To``, ``Envelope-To`` or ``X-Envelope-To``: whom the portal named to
   the server (Postfix, Exim). All their values count, and nothing else does.
2. ``Delivered-To``: in which mailbox the mail fell. If To or Cc names it, it is the
   recipient. If not, it may be a catch-all or an alias, so To and Cc count as well:
   a mail too many is seen, a mail lost is not.
3. Otherwise To and Cc; Bcc, where a server keeps or writes it (Mailpit does).
4. Otherwise the mailbox itself: a mail never vanishes.
"""

from __future__ import annotations

import email.policy
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

from simulator.clock import SystemClock, real_now

_ORIGINAL = ("X-Original-To", "Envelope-To", "X-Envelope-To")
_WRITTEN = ("To", "Cc", "Bcc")
_HELD = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sent a mail, and to whom, as far as its headers tell."""

    sender: str
    recipients: tuple[str, ...]


def head_of(raw: bytes) -> Message:
    """Return the headers of *raw*, whatever they are worth."""
    head, _, _ = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    # The modern policy raises on some malformed headers; this one never does.
    return BytesParser(policy=email.policy.compat32).parsebytes(head, headersonly=True)


def envelope_of(head: Message, owner: str) -> Envelope:
    """Return the envelope that the headers *head* tell of.

    Args:
        head: the headers, see :func:`head_of`.
        owner: whose mailbox it is; the recipient if the headers name none.
    """
    return Envelope(_sender(head), _recipients(head) or ((owner,) if owner else ()))


def arrival(told: datetime | None) -> datetime:
    """Return when a mail came, by the harness's clock.

    Args:
        told: when the mail server says it came (aware); None if it does not say.

    While the time is held, the server's clock says nothing: the mail comes now. And no
    mail comes later than now, or it would not be seen: clocks differ by some seconds.
    """
    now = SystemClock().now()
    if told is None or abs(now - real_now()) > _HELD:
        return now
    return min(told, now)


def stamped(head: Message) -> datetime | None:
    """Return when the last server on the way took the mail; None if it did not say."""
    line = str(head.get("Received", ""))
    try:
        when = parsedate_to_datetime(line.rpartition(";")[2].strip())
    except (ValueError, IndexError, OverflowError):
        return None
    return when if when.tzinfo else None


def _sender(head: Message) -> str:
    """Return the envelope sender: Return-Path, or From where no server wrote it."""
    if "Return-Path" in head:
        return next(iter(_addresses(head, ["Return-Path"])), "")
    return next(iter(_addresses(head, ["From"])), "")


def _recipients(head: Message) -> tuple[str, ...]:
    if original := _addresses(head, _ORIGINAL):
        return original
    written = _addresses(head, _WRITTEN)
    delivered = _addresses(head, ["Delivered-To"])
    named = {address.casefold() for address in written}
    if delivered and all(address.casefold() in named for address in delivered):
        return delivered
    return _once((*written, *delivered))


def _addresses(head: Message, names: Iterable[str]) -> tuple[str, ...]:
    lines = [str(value) for name in names for value in head.get_all(name, [])]
    return _once(address for _, address in getaddresses(lines) if "@" in address)


def _once(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return *addresses* in order, each once, whatever its case."""
    return tuple({address.casefold(): address for address in addresses}.values())
