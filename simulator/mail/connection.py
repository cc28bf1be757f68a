"""One client's connection: aiosmtpd's, where it is quick or seldom used.

What is replaced is what aiosmtpd spends most of a mail's time on (a profile of 2.5 kB
mails): looking its methods up anew for each connection, a timer and a log line for
each command, and a task's wake-up for each line of the mail.
"""

from __future__ import annotations

import asyncio
import collections
import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, SupportsIndex

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session, syntax

from simulator.mail.addresses import split_path
from simulator.mail.content import Content

if TYPE_CHECKING:
    import ssl

    from simulator.mail.happenings import Access

_BUFFER = 2**16
_WHOLE_BUFFER = 2**31
_CLOSING = b"421"
GO_AHEAD = "354 End data with <CR><LF>.<CR><LF>"

Watch = Callable[["Connection", bool], None]
"""Told that a connection begins (True) or is over."""


class CommandReader(asyncio.StreamReader):
    """A reader that knows when aiosmtpd's task waits for a new command.

    Attributes:
        rests: whether it does, and nothing of that command has come.
    """

    rests = False

    async def readuntil(  # type: ignore[override]  # aiosmtpd gives bytes or nothing
        self, separator: bytes | None = None
    ) -> bytes:
        """Return what comes up to *separator*; without one, the next command."""
        self.rests = separator is None and not self._buffer  # type: ignore[attr-defined]  # as aiosmtpd
        try:
            return await super().readuntil(separator or b"\n")
        finally:
            self.rests = False

    def feed_data(self, data: Iterable[SupportsIndex]) -> None:
        """Take *data* for the task."""
        self.rests = False
        super().feed_data(data)


class Connection(SMTP):
    """One client's connection.

    Args:
        model: what every connection has in common: an SMTP object set up once.
        watch: told when the conversation begins and ends; in the loop.
    """

    _reader: CommandReader
    _smtp_methods: Mapping[str, Any]  # type: ignore[assignment]  # read only
    session: Session
    envelope: Envelope

    def __init__(self, model: SMTP, watch: Watch) -> None:
        # Not aiosmtpd's own: it would go through all its methods for each client.
        self.__dict__.update(model.__dict__)
        reader = CommandReader(limit=_BUFFER, loop=self.loop)
        asyncio.StreamReaderProtocol.__init__(
            self, reader, self._cb_client_connected, loop=self.loop
        )
        # aiosmtpd shares one table between all connections, and adds to it.
        self.command_size_limits = collections.defaultdict(_command_size_limit)
        self._smtp_methods = _Methods(self)
        self._watch = watch
        self._last_heard = self.loop.time()

    def restrict(self, access: Access, context: ssl.SSLContext) -> None:
        """Ask for what *access* says; before the conversation begins."""
        self.tls_context = context
        self.require_starttls = access.starttls
        if access.login is not None:
            self._auth_required = True
            self._auth_methods = {
                name: each._replace(method=getattr(self, each.method.__name__))
                for name, each in self._auth_methods.items()
            }
            wanted = LoginPassword(*(each.encode() for each in access.login))
            self._authenticator = lambda *given: _proof(given[-1], wanted)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start the conversation."""
        super().connection_made(transport)
        self._watch(self, True)

    def connection_lost(self, error: Exception | None) -> None:
        """End the conversation, however far it went."""
        super().connection_lost(error)
        self._smtp_methods = {}  # which knew this connection: nobody else has it now
        self._watch(self, False)

    def hang_up(self) -> None:
        """Cut the connection at once."""
        self._writer.transport.abort()

    async def push(self, status: str | bytes) -> None:
        """Send a reply. After a 421 the connection ends (RFC 5321, 3.8)."""
        reply = status.encode() if isinstance(status, str) else status
        self._writer.write(reply + b"\r\n")
        await self._writer.drain()
        if reply.startswith(_CLOSING):
            self._writer.close()

    async def _handle_client(self) -> None:
        refusal = await self._call_handler_hook("CONNECT")
        if refusal is None:
            await super()._handle_client()
        else:
            await self.push(refusal)
            self._writer.close()

    @syntax("STARTTLS", when="tls_context")
    async def smtp_STARTTLS(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        """Encrypt, or refuse."""
        refusal = await self._call_handler_hook("TLS") if self.tls_context else None
        if refusal is None:
            await super().smtp_STARTTLS(arg)
        else:
            await self.push(refusal)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        """Take the mail: the whole of it at once, instead of a line at a time."""
        authenticated = self.session.authenticated or not self._auth_required
        known = self.session.host_name and authenticated
        if arg or not known or not self.envelope.rcpt_tos:
            await super().smtp_DATA(arg)  # which says why not
            return
        refusal, break_after = await self._call_handler_hook("CONTENT")
        if refusal is not None:
            self.envelope = Envelope()
            await self.push(refusal)
            return
        await self.push(GO_AHEAD)
        await self.conclude(await self._read_content(break_after))

    async def conclude(self, content: Content) -> None:
        """Answer the final dot."""
        reply = content.refusal()
        if reply is None:
            self.envelope.original_content = content.mail()
            reply = await self._call_handler_hook("DATA")
        self.envelope = Envelope()
        await self.push(reply)

    async def _read_content(self, break_after: int | None) -> Content:
        content, ended = Content(self.data_size_limit), False
        while not ended:
            piece = await self._reader.read(_WHOLE_BUFFER)
            if not piece:
                raise ConnectionResetError
            ended = content.add(piece)
            if break_after is not None and content.received >= break_after:
                self.hang_up()
                raise asyncio.CancelledError
        if content.rest:
            self._reader.feed_data(content.rest)
        return content

    def _create_session(self) -> Session:
        return _Session(self.loop)

    def _reset_timeout(self, duration: float | None = None) -> None:
        """Note that the client spoke: one timer a connection, not one a command."""
        del duration  # for the PROXY protocol, which is not spoken here
        self._last_heard = self.loop.time()
        if self._timeout_handle is None:
            self._set_timer(self._timeout_duration)

    def _set_timer(self, seconds: float) -> None:
        self._timeout_handle = self.loop.call_later(seconds, self._timeout_cb)

    def _timeout_cb(self) -> None:
        left = self._last_heard + self._timeout_duration - self.loop.time()
        if left > 0:
            self._set_timer(left)
        else:
            self._writer.close()

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


class _Methods(Mapping[str, Any]):
    """The methods of a connection by the name of their command, bound when called."""

    _names = tuple(name[5:] for name in dir(SMTP) if name.startswith("smtp_"))

    def __init__(self, connection: SMTP) -> None:
        self._connection = connection

    def __getitem__(self, command: str) -> Any:
        if command not in self._names:
            raise KeyError(command)
        return getattr(self._connection, f"smtp_{command}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _proof(given: LoginPassword, wanted: LoginPassword) -> AuthResult:
    right = hmac.compare_digest(given.login, wanted.login)
    right &= hmac.compare_digest(given.password, wanted.password)
    return AuthResult(success=right, handled=False, auth_data=given)


class _Session(Session):
    login_data: Any = None  # aiosmtpd logs a warning whenever it sets this itself


def _command_size_limit() -> int:
    return SMTP.command_size_limit
