"""A mailbox read from Mailpit: nothing in it is marked or deleted."""

from __future__ import annotations

from harness.targets.mail_sources.envelope import (
    arrival,
    envelope_of,
    head_of,
    stamped,
)
from harness.targets.mail_sources.mailpit_api import MailpitClient, MailpitSettings
from simulator.mail.mailbox import Mailbox


class MailpitSource:
    """The mails of one Mailpit, newer than the mark. Opening it marks it.

    Raises:
        harness.errors.Unreachable: it does not answer.
        ConfigurationError: it refuses the log-in, or is no Mailpit.
    """

    def __init__(self, settings: MailpitSettings) -> None:
        self._api = MailpitClient(settings)
        self._known: set[str] = set()
        try:
            self.mark()
        except BaseException:
            self.close()
            raise

    def mark(self) -> None:
        """Forget what is there now: only mails that come later count."""
        self._known = set(self._api.list())

    def collect(self, mailbox: Mailbox) -> int:
        """Deliver into *mailbox* every mail that came since, once; return how many."""
        count = 0
        for mail_id, created in self._api.list().items():
            if mail_id in self._known:
                continue
            raw = self._api.raw(mail_id)
            self._known.add(mail_id)
            if raw is None:
                continue
            head = head_of(raw)
            # With --use-message-dates « Created » is what the portal wrote in Date:
            # a check of that date would compare it with itself.
            told = stamped(head) or created
            envelope = envelope_of(head, "")
            mailbox.deliver(
                envelope.sender,
                envelope.recipients,
                raw,
                received_at=arrival(told),
            )
            count += 1
        return count

    def close(self) -> None:
        """Close the connections. Closing twice is harmless."""
        self._api.close()
