"""A mailbox read by IMAP: nothing in it is marked, moved or deleted."""

from __future__ import annotations

import imaplib
from collections.abc import Callable
from typing import TypeVar

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError

from harness.errors import Unreachable
from harness.targets.mail_sources.envelope import arrival, envelope_of, head_of
from harness.targets.mail_sources.imap_line import (
    DROPPED,
    FolderState,
    ImapSettings,
    fetch,
    hang_up,
    open_folder,
    open_line,
    uids_from,
    unanswered,
)
from simulator.mail.mailbox import Mailbox

_T = TypeVar("_T")


class ImapSource:
    """The mails of one folder, newer than the mark. Opening it marks it.

    UIDs only grow, so that a full folder costs no more than an empty one: what lies
    below the mark is never asked for. A line that drops is opened again, once.

    Raises:
        Unreachable: the server does not answer.
        ConfigurationError: it refuses the log-in, the folder or the encryption.
    """

    def __init__(self, settings: ImapSettings) -> None:
        self._settings = settings
        self._line: BaseMailBox | None = None
        self._seen = FolderState(0, 0)
        try:
            self.mark()
        except BaseException:
            self.close()
            raise

    def mark(self) -> None:
        """Forget what is there now: only mails that come later count."""
        self._seen = self._ask(self._state)

    def collect(self, mailbox: Mailbox) -> int:
        """Deliver into *mailbox* every mail that came since, once; return how many."""
        delivered: list[int] = []
        self._ask(lambda line: self._deliver_new(line, mailbox, delivered))
        return len(delivered)

    def close(self) -> None:
        """Hang up. Closing twice is harmless."""
        line, self._line = self._line, None
        if line is not None:
            hang_up(line)

    def _state(self, line: BaseMailBox) -> FolderState:
        return open_folder(line, self._settings)

    def _deliver_new(
        self, line: BaseMailBox, mailbox: Mailbox, delivered: list[int]
    ) -> None:
        now = self._state(line)
        if now.validity != self._seen.validity:
            raise Unreachable(
                f"Le dossier {self._settings.folder} de {self._settings.address} a été "
                "recréé entre-temps (UIDVALIDITY) : ses mails ne se reconnaissent plus."
            )
        if now.next_uid <= self._seen.next_uid:
            return
        for uid in uids_from(line, self._seen.next_uid):
            mail = fetch(line, uid)
            if mail is not None:
                head = head_of(mail.raw)
                envelope = envelope_of(head, self._settings.user)
                mailbox.deliver(
                    envelope.sender,
                    envelope.recipients,
                    mail.raw,
                    received_at=arrival(mail.came_at),
                )
                delivered.append(uid)
            # One by one: if the line drops now, this mail does not come again.
            self._seen = FolderState(now.validity, uid + 1)
        self._seen = FolderState(now.validity, max(self._seen.next_uid, now.next_uid))

    def _ask(self, question: Callable[[BaseMailBox], _T]) -> _T:
        """Put *question* to the server; once more if the line had dropped meanwhile."""
        if self._line is not None:
            try:
                return self._put(question, self._line)
            except DROPPED:
                self._forget_line()
        self._line = open_line(self._settings)
        try:
            return self._put(question, self._line)
        except DROPPED as failed:
            self._forget_line()
            raise unanswered(self._settings, failed) from failed

    def _put(self, question: Callable[[BaseMailBox], _T], line: BaseMailBox) -> _T:
        try:
            return question(line)
        except imaplib.IMAP4.abort:
            raise
        except (imaplib.IMAP4.error, ImapToolsError) as refused:
            raise Unreachable(
                f"La boîte aux lettres {self._settings.address} ne se lit pas : "
                f"{refused}"
            ) from refused

    def _forget_line(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.client.shutdown()
