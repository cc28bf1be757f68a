"""What is answered to each command, as the fault plan has it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from aiosmtpd.smtp import MISSING, Envelope, Session, TLSSetupException

from simulator.mail.addresses import NULL_PATH, refusal_of
from simulator.mail.attempts import Attempt, Command
from simulator.mail.happenings import HangUp, Refusal

if TYPE_CHECKING:
    from simulator.mail.connection import Connection
    from simulator.mail.faults import FaultPlan
    from simulator.mail.happenings import Delivery

Accept = Callable[[str, list[str], bytes, "Delivery"], None]
"""Keeps a mail: sender, recipients, bytes, and what becomes of it. Returns at once."""

Fail = Callable[[Exception], None]
"""Notes an error of the server's own. In the loop's thread: returns at once."""

_TRY_AGAIN = "451 4.3.0 Requested action aborted: local error in processing"


class Handler:
    """Answers the commands, as the fault plan has it."""

    def __init__(self, faults: FaultPlan, accept: Accept, fail: Fail) -> None:
        self._faults = faults
        self._accept = accept
        self._fail = fail

    async def handle_CONNECT(  # noqa: N802 - as aiosmtpd names its own
        self, server: Connection, session: Session, _: Envelope
    ) -> str | None:
        """Return the reply that refuses a new client, or None."""
        return await self._refusal(server, Attempt(Command.CONNECT, session))

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self,
        server: Connection,
        session: Session,
        _: Envelope,
        name: str,
        replies: list[str],
    ) -> list[str]:
        """Greet, in one write instead of one per line, or refuse."""
        refusal = await self._refusal(server, Attempt(Command.EHLO, session))
        if refusal is not None:
            return [refusal]
        session.host_name = name
        return ["\r\n".join(replies)]

    async def handle_HELO(  # noqa: N802 - aiosmtpd's name
        self, server: Connection, session: Session, _: Envelope, name: str
    ) -> str:
        """Greet, or refuse."""
        refusal = await self._refusal(server, Attempt(Command.EHLO, session))
        if refusal is not None:
            return refusal
        session.host_name = name
        return f"250 {server.hostname}"

    async def handle_AUTH(  # noqa: N802 - aiosmtpd's name
        self, server: Connection, session: Session, _: Envelope, __: list[str]
    ) -> Any:
        """Leave it to aiosmtpd, or refuse."""
        refusal = await self._refusal(server, Attempt(Command.AUTH, session))
        return refusal or MISSING

    async def handle_TLS(  # noqa: N802 - as aiosmtpd names its own
        self, server: Connection, session: Session, _: Envelope
    ) -> str | None:
        """Return the reply to STARTTLS that refuses, or None."""
        return await self._refusal(server, Attempt(Command.STARTTLS, session))

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self,
        server: Connection,
        _: Session,
        envelope: Envelope,
        address: str,
        __: list[str],
    ) -> Any:
        """Take the sender, or refuse."""
        refusal = refusal_of(address, smtp_utf8=envelope.smtp_utf8)
        if refusal is None:
            # Refused without RSET, the envelope stays: it cannot tell messages apart.
            attempt = Attempt(Command.MAIL, object(), address)
            refusal = await self._refusal(server, attempt)
        return refusal or MISSING

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        server: Connection,
        _: Session,
        envelope: Envelope,
        address: str,
        __: list[str],
    ) -> Any:
        """Take a recipient, or refuse."""
        if address == NULL_PATH:
            return "553 5.1.3 A recipient is needed"
        refusal = refusal_of(address, smtp_utf8=envelope.smtp_utf8)
        if refusal is None:
            sender = envelope.mail_from or ""
            attempt = Attempt(Command.RCPT, envelope, sender, address)
            refusal = await self._refusal(server, attempt)
        return refusal or MISSING

    async def handle_CONTENT(  # noqa: N802 - as aiosmtpd names its own
        self, server: Connection, _: Session, envelope: Envelope
    ) -> tuple[str | None, int | None]:
        """Return the refusal of DATA, if any, and after how many bytes to hang up."""
        happens = await self._happening(Attempt(Command.CONTENT, envelope))
        if isinstance(happens, HangUp):
            if happens.after_bytes is None:
                server.hang_up()
                _left()
            return None, happens.after_bytes
        return (happens.reply if happens else None), None

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: Connection, _: Session, envelope: Envelope
    ) -> str:
        """Take the mail, as it came, or refuse."""
        sender = envelope.mail_from or ""
        refusal = await self._refusal(server, Attempt(Command.DATA, envelope, sender))
        if refusal is not None:
            return refusal
        return self.take(server, envelope) or _left()

    def take(self, server: Connection, envelope: Envelope) -> str | None:
        """Take the mail and return the reply; None if it goes unconfirmed."""
        sender = envelope.mail_from or ""
        delivery = self._faults.delivery_of(envelope)
        self._accept(
            "" if sender == NULL_PATH else sender,
            envelope.rcpt_tos,
            envelope.original_content or b"",
            delivery,
        )
        if delivery.confirmed:
            return "250 2.0.0 OK"
        server.hang_up()
        return None

    def take_safely(self, server: Connection, envelope: Envelope) -> str | None:
        """Take the mail; if the server itself fails, have the client try again."""
        try:
            return self.take(server, envelope)
        except Exception as error:  # noqa: BLE001 - noted, and the client is told
            self._fail(error)
            return _TRY_AGAIN

    async def handle_exception(self, error: Exception) -> str:
        """Have the client try again later; aiosmtpd would refuse for good (500).

        A client that does not like our certificate is no error of ours.
        """
        if not isinstance(error, TLSSetupException):
            self._fail(error)
        return _TRY_AGAIN

    async def _refusal(self, server: Connection, attempt: Attempt) -> str | None:
        happens = await self._happening(attempt)
        if isinstance(happens, HangUp):
            server.hang_up()
            _left()
        return happens.reply if isinstance(happens, Refusal) else None

    @property
    def is_plain(self) -> bool:
        """Whether every command gets its ordinary answer for the moment."""
        return self._faults.is_idle

    async def _happening(self, attempt: Attempt) -> Refusal | HangUp | None:
        if self.is_plain:
            return None
        return await self._faults.answer_to(attempt)


def _left() -> NoReturn:
    raise asyncio.CancelledError  # nobody is there to be answered
