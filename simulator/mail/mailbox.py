"""The mailbox: what was received, for whom, and who looked at it.

Errors::

    MailboxError
    ├── NoMail          nothing came that was waited for
    ├── AmbiguousMail   several mails came where one was expected
    └── UnexpectedMail  a mail came where none was expected

Each says, in a small table, what did arrive.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from simulator.mail.listing import listing
from simulator.mail.message import ReceivedMail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from simulator.clock import Clock

IMMEDIATELY = timedelta(0)


class MailboxError(Exception):
    """The mailbox does not hold what was expected."""


class NoMail(MailboxError):  # noqa: N818 - a state of affairs reads better
    """Nothing came that was waited for."""


class AmbiguousMail(MailboxError):  # noqa: N818 - a state of affairs reads better
    """Several mails came where one was expected."""


class UnexpectedMail(MailboxError):  # noqa: N818 - a state of affairs reads better
    """A mail came where none was expected."""


class Mailbox:
    """Everybody's mails, in the order of arrival. Any thread may use it.

    A mail is seen from its ``visible_at`` on, by the clock given. Waiting is in real
    time, even when the clock stands still. It neither polls nor sleeps: whoever moves
    the clock while somebody waits calls :meth:`notify`.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._mails: list[ReceivedMail] = []
        self._by_recipient: defaultdict[str, list[ReceivedMail]] = defaultdict(list)
        self._read: set[int] = set()
        self._sequence = 0

    def deliver(
        self,
        sender: str,
        recipients: Sequence[str],
        raw: bytes,
        *,
        received_at: datetime | None = None,
        delay: timedelta = IMMEDIATELY,
        is_report: bool = False,
    ) -> ReceivedMail:
        """Keep a mail, without decoding any of it.

        Args:
            sender: what MAIL FROM said.
            recipients: what each RCPT TO said.
            raw: the mail.
            received_at: when (aware); None for now.
            delay: how long after that it is seen (virtual time).
            is_report: whether the mail server itself wrote it.
        """
        if received_at is None:
            received_at = self._clock.now()
        with self._changed:
            self._sequence += 1
            mail = ReceivedMail(
                sequence=self._sequence,
                envelope_from=sender,
                envelope_to=tuple(recipients),
                raw=raw,
                received_at=received_at,
                visible_at=received_at + delay,
                is_report=is_report,
            )
            self._keep(mail)
            self._put(mail)
        return mail

    def all(self) -> tuple[ReceivedMail, ...]:
        """Return everybody's mails, oldest first."""
        with self._changed:
            return self._visible(self._mails)

    def received(self) -> tuple[tuple[ReceivedMail, bool], ...]:
        """Return every mail, those not to be seen yet too, and whether it was read."""
        with self._changed:
            return tuple((mail, mail.sequence in self._read) for mail in self._mails)

    def count(self) -> int:
        """Return how many mails :meth:`all` would."""
        with self._changed:
            now = self._clock.now()
            return sum(mail.visible_at <= now for mail in self._mails)

    def to(self, address: str) -> tuple[ReceivedMail, ...]:
        """Return the mails whose envelope names *address*, oldest first.

        The whole address counts, whatever its case; the To header does not.
        """
        with self._changed:
            return self._visible(self._by_recipient.get(_key(address), ()))

    def wait_for(
        self,
        to: str,
        subject: str | None = None,
        *,
        after: int = 0,
        timeout: float = 2.0,
    ) -> ReceivedMail:
        """Return the one mail to *to*, at once if it is there already.

        Args:
            to: the envelope recipient.
            subject: the whole subject, decoded; None for any.
            after: only mails whose sequence number is greater.
            timeout: real seconds. Zero looks without waiting.

        Raises:
            NoMail: none came in time.
            AmbiguousMail: several are there.
        """

        def matching() -> list[ReceivedMail]:
            return [
                mail
                for mail in self.to(to)
                if mail.sequence > after
                and (subject is None or mail.subject == subject)
            ]

        with self._changed:
            found = self._changed.wait_for(matching, timeout)
        if len(found) == 1:
            return found[0]
        wanted = f"pour {to}" + (f", sujet « {subject} »" if subject else "")
        if after:
            wanted += f", après le n° {after}"
        if found:
            message = f"{len(found)} mails {wanted} au lieu d'un seul."
            raise AmbiguousMail(self._with_listing(message))
        message = f"Aucun mail {wanted} (attente : {timeout:g} s)."
        raise NoMail(self._with_listing(message))

    def assert_none(self, to: str | None = None) -> None:
        """Check that nothing came, to *to* or to anybody. Does not wait.

        Raises:
            UnexpectedMail: something did.
        """
        found = self.all() if to is None else self.to(to)
        if found:
            whom = "personne" if to is None else to
            message = f"{len(found)} mail(s) alors qu'aucun n'est attendu pour {whom}."
            raise UnexpectedMail(self._with_listing(message))

    def mark_read(self, mail: ReceivedMail) -> None:
        """Tick *mail* off: somebody looked at it."""
        with self._changed:
            self._read.add(mail.sequence)

    def unread(self) -> tuple[ReceivedMail, ...]:
        """Return the mails that nobody ticked off, oldest first."""
        with self._changed:
            mails = self._visible(self._mails)
            return tuple(mail for mail in mails if mail.sequence not in self._read)

    def notify(self) -> None:
        """Have those who wait look again: the clock moved."""
        with self._changed:
            self._changed.notify_all()

    def clear(self) -> None:
        """Throw every mail away, even those not seen yet. Numbers are not reused."""
        with self._changed:
            self._mails.clear()
            self._by_recipient.clear()
            self._read.clear()

    def _keep(self, mail: ReceivedMail) -> None:
        """Make *mail* survive this process, where the mailbox does; else do nothing."""

    def _put(self, mail: ReceivedMail) -> None:
        """Have *mail* in the mailbox. The lock is held."""
        self._sequence = max(self._sequence, mail.sequence)
        self._mails.append(mail)
        for mailbox in {_key(recipient) for recipient in mail.envelope_to}:
            self._by_recipient[mailbox].append(mail)
        self._changed.notify_all()

    def _visible(self, mails: Iterable[ReceivedMail]) -> tuple[ReceivedMail, ...]:
        now = self._clock.now()
        return tuple(mail for mail in mails if mail.visible_at <= now)

    def _with_listing(self, message: str) -> str:
        with self._changed:
            mails = tuple(self._mails)
        return f"{message}\n{listing(mails, self._clock.now())}"


def _key(address: str) -> str:
    return address.casefold()
