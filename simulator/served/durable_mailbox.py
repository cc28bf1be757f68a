"""A mailbox whose mails are on the disk before the mail server answers for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

from simulator.clock import Clock
from simulator.mail.mailbox import IMMEDIATELY, Mailbox
from simulator.mail.message import ReceivedMail
from simulator.served.world_file import WorldError, WorldFile


class DurableMailbox(Mailbox):
    """Keeps every mail in the world's file, and has those that are there already.

    After a crash a portal may hand over again a mail that was taken (decision 0015).
    A mail that was here before the start, byte for byte, for the same people, is taken
    once more and not shown again, as mail stores do by Message-ID; once, so that a
    server told to deliver twice still does.

    Args:
        clock: says what is seen already.
        file: where the mails are kept.
        changed: is called whenever there is something else to see.

    Raises:
        WorldError: a mail in the file cannot be read.
    """

    def __init__(
        self, clock: Clock, file: WorldFile, changed: Callable[[], None]
    ) -> None:
        super().__init__(clock)
        self._file = file
        self._tell = changed
        self._had: dict[bytes, ReceivedMail] = {}
        self._later: set[datetime] = set()
        with self._changed:
            for mail, is_read in _mails_in(file):
                self._put(mail)
                self._had[_digest(mail)] = mail
                if is_read:
                    self._read.add(mail.sequence)
            self._sequence = max(self._sequence, _last_number(file))

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
        """Keep a mail, or return it if it was here before the start.

        Raises:
            WorldError: the disk does not take it.
        """
        with self._changed:
            had = self._had.pop(_digest_of(sender, recipients, raw), None)
        if had is not None:
            return had
        mail = super().deliver(
            sender,
            recipients,
            raw,
            received_at=received_at,
            delay=delay,
            is_report=is_report,
        )
        self._tell()
        return mail

    def mark_read(self, mail: ReceivedMail) -> None:
        """Tick *mail* off: somebody looked at it."""
        with self._changed:
            if mail.sequence in self._read:
                return
            with self._file.transaction() as connection:
                connection.execute(
                    "UPDATE mails SET is_read = 1 WHERE sequence = ?", (mail.sequence,)
                )
            super().mark_read(mail)
        self._tell()

    def clear(self) -> None:
        """Throw every mail away, on the disk too. Numbers are not reused."""
        with self._changed:
            with self._file.transaction() as connection:
                connection.execute("DELETE FROM mails")
            self._later.clear()
            self._had.clear()
            super().clear()
        self._tell()

    def ripen(self) -> bool:
        """Say whether a delayed mail has come to be seen since this was last asked."""
        with self._changed:
            ripe = {each for each in self._later if each <= self._clock.now()}
            self._later -= ripe
        return bool(ripe)

    def _keep(self, mail: ReceivedMail) -> None:
        with self._file.transaction() as connection:
            connection.execute(
                "INSERT INTO mails (sequence, envelope_from, envelope_to, raw, "
                "received_at, visible_at, is_report) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    mail.sequence,
                    mail.envelope_from,
                    json.dumps(mail.envelope_to),
                    mail.raw,
                    mail.received_at.isoformat(),
                    mail.visible_at.isoformat(),
                    mail.is_report,
                ),
            )

    def _put(self, mail: ReceivedMail) -> None:
        if mail.visible_at > self._clock.now():
            self._later.add(mail.visible_at)
        super()._put(mail)


def _mails_in(file: WorldFile) -> Iterator[tuple[ReceivedMail, bool]]:
    """Return the mails kept, oldest first, and whether each was read.

    Raises:
        WorldError: one cannot be read.
    """
    with file.transaction() as connection:
        rows = connection.execute(
            "SELECT sequence, envelope_from, envelope_to, raw, received_at, "
            "visible_at, is_report, is_read FROM mails ORDER BY sequence"
        ).fetchall()
    for row in rows:
        try:
            mail = ReceivedMail(
                sequence=row[0],
                envelope_from=row[1],
                envelope_to=tuple(json.loads(row[2])),
                raw=row[3],
                received_at=datetime.fromisoformat(row[4]),
                visible_at=datetime.fromisoformat(row[5]),
                is_report=bool(row[6]),
            )
        except (TypeError, ValueError) as wrong:
            raise WorldError(
                f"{file.name} is damaged: mail {row[0]} cannot be read ({wrong})."
            ) from wrong
        yield mail, bool(row[7])


def _last_number(file: WorldFile) -> int:
    with file.transaction() as connection:
        row = connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'mails'"
        ).fetchone()
    return 0 if row is None else int(row[0])


def _digest(mail: ReceivedMail) -> bytes:
    return _digest_of(mail.envelope_from, mail.envelope_to, mail.raw)


def _digest_of(sender: str, recipients: Sequence[str], raw: bytes) -> bytes:
    envelope = json.dumps([sender, *recipients]).encode()
    return blake2b(raw, key=blake2b(envelope).digest()).digest()
