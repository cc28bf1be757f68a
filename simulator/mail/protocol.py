"""The SMTP protocol, spoken by aiosmtpd (imported here and nowhere else)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import MISSING, SMTP, Envelope, Session

from simulator.mail.addresses import NULL_PATH, refusal_of, split_path
from simulator.mail.faults import Attempt, Command

if TYPE_CHECKING:
    import socket

    from simulator.mail.faults import FaultPlan

BACKLOG = 1024  # asyncio's 100 costs 5 s when 800 clients connect at once
_SERVER_NAME = "mx.sesame.test"  # unless told, aiosmtpd asks the DNS at each connection

Accept = Callable[[str, list[str], bytes], None]
"""Keeps a mail: sender, recipients, bytes. In the loop's thread: returns at once."""

Fail = Callable[[Exception], None]
"""Notes an error of the server's own. In the loop's thread: returns at once."""


class Listener(Controller):
    """aiosmtpd's thread and loop, on a socket that listens already.

    aiosmtpd would report a port in use after five seconds only, and would look for
    its clients at port 0.
    """

    def __init__(
        self,
        listening: socket.socket,
        faults: FaultPlan,
        *,
        accept: Accept,
        fail: Fail,
        data_size_limit: int,
        timeout: float,
    ) -> None:
        host, port = listening.getsockname()[:2]
        super().__init__(
            _Handler(faults, accept, fail),
            hostname=host,
            port=port,
            server_hostname=_SERVER_NAME,
            data_size_limit=data_size_limit,
            enable_SMTPUTF8=True,
            timeout=timeout,
        )
        self._listening = listening
        self._fail = fail
        self._connections: set[_Connection] = set()
        self._idle = asyncio.Event()
        self.loop.set_exception_handler(self._loop_failed)

    def factory(self) -> _Connection:
        """Return the protocol of a new connection."""
        return _Connection(self, self.handler, loop=self.loop, **self.SMTP_kwargs)

    def connected(self, connection: _Connection) -> None:
        """Count *connection* in; in the loop."""
        self._connections.add(connection)
        self._idle.clear()

    def disconnected(self, connection: _Connection) -> None:
        """Count *connection* out; in the loop."""
        self._connections.discard(connection)
        if not self._connections:
            self._idle.set()

    def drain(self, timeout: float) -> bool:
        """Wait until nobody is connected, *timeout* real seconds at most."""
        emptied = asyncio.run_coroutine_threadsafe(self._idle.wait(), self.loop)
        try:
            return emptied.result(timeout)
        except TimeoutError:
            emptied.cancel()
            return False

    def close(self, timeout: float) -> bool:
        """Hang up on everybody and end the thread; say whether it did end.

        aiosmtpd's own ``stop()`` leaves connections to the garbage collector and
        joins its thread for as long as it takes.
        """
        assert self._thread is not None  # noqa: S101 - its owner started it
        hung_up = asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop)
        try:
            hung_up.result(timeout)
        except TimeoutError:
            hung_up.cancel()
        self.loop.call_soon_threadsafe(self.cancel_tasks)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    async def _hang_up(self) -> None:
        assert self.server is not None  # noqa: S101 - it listens
        self.server.close()
        for connection in tuple(self._connections):
            connection.hang_up()
        conversations = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*conversations, return_exceptions=True)

    def _create_server(self) -> Any:
        return self.loop.create_server(
            self._factory_invoker, sock=self._listening, backlog=BACKLOG
        )

    def _loop_failed(self, _: asyncio.AbstractEventLoop, what: dict[str, Any]) -> None:
        error = what.get("exception") or RuntimeError(what["message"])
        if not isinstance(error, ConnectionError):  # a client may leave as it likes
            self._fail(error)


class _Connection(SMTP):
    """One client's connection."""

    def __init__(self, listener: Listener, handler: _Handler, **settings: Any) -> None:
        super().__init__(handler, **settings)
        self._listener = listener

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start the conversation."""
        super().connection_made(transport)
        self._listener.connected(self)

    def connection_lost(self, error: Exception | None) -> None:
        """End the conversation, however far it went."""
        super().connection_lost(error)
        self._listener.disconnected(self)

    def hang_up(self) -> None:
        """Cut the connection at once."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        # aiosmtpd's own parser is slow enough to take a tenth of a mail's time.
        everyday = split_path(arg)
        if everyday:
            return everyday
        try:
            return super()._getaddr(arg)
        except (AttributeError, IndexError, TypeError, UnboundLocalError):
            # The standard library's parser stumbles over some malformed addresses:
            # the client's mistake, not the server's.
            return None, None


class _Handler:
    """Answers the commands, as the fault plan has it."""

    def __init__(self, faults: FaultPlan, accept: Accept, fail: Fail) -> None:
        self._faults = faults
        self._accept = accept
        self._fail = fail

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, session: Session, __: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        """Greet, in one write instead of one per line, or refuse."""
        refusal = await self._faults.reply_to(Attempt(Command.EHLO, session))
        if refusal is not None:
            return [refusal]
        session.host_name = name
        return ["\r\n".join(replies)]

    async def handle_HELO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, _: Envelope, name: str
    ) -> str:
        """Greet, or refuse."""
        refusal = await self._faults.reply_to(Attempt(Command.EHLO, session))
        if refusal is not None:
            return refusal
        session.host_name = name
        return f"250 {server.hostname}"

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> Any:
        """Take the sender, or refuse."""
        refusal = refusal_of(address, smtp_utf8=envelope.smtp_utf8)
        if refusal is None:
            # Refused without RSET, the envelope stays: it cannot tell messages apart.
            attempt = Attempt(Command.MAIL, object(), address)
            refusal = await self._faults.reply_to(attempt)
        return refusal or MISSING

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> Any:
        """Take a recipient, or refuse."""
        if address == NULL_PATH:
            return "553 5.1.3 A recipient is needed"
        refusal = refusal_of(address, smtp_utf8=envelope.smtp_utf8)
        if refusal is None:
            sender = envelope.mail_from or ""
            attempt = Attempt(Command.RCPT, envelope, sender, address)
            refusal = await self._faults.reply_to(attempt)
        return refusal or MISSING

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, __: Session, envelope: Envelope
    ) -> str:
        """Take the mail, as it came, or refuse."""
        sender = envelope.mail_from or ""
        attempt = Attempt(Command.DATA, envelope, sender)
        refusal = await self._faults.reply_to(attempt)
        if refusal is not None:
            return refusal
        raw = envelope.original_content or b""
        sender = "" if sender == NULL_PATH else sender
        self._accept(sender, envelope.rcpt_tos, raw)
        return "250 2.0.0 OK"

    async def handle_exception(self, error: Exception) -> str:
        """Have the client try again later; aiosmtpd would refuse for good (500)."""
        self._fail(error)
        return "451 4.3.0 Requested action aborted: local error in processing"
