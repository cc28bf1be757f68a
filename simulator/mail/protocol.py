"""The thread that listens, and its connections."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from simulator.certificate import server_context
from simulator.mail.express import ExpressConnection
from simulator.mail.handler import Handler

if TYPE_CHECKING:
    import socket

    from simulator.mail.connection import Connection
    from simulator.mail.faults import FaultPlan
    from simulator.mail.handler import Accept, Fail
    from simulator.mail.happenings import Access

_new_loop: Callable[[], asyncio.AbstractEventLoop]
try:
    from uvloop import new_event_loop as _new_loop
except ImportError:  # pragma: no cover - not built for this platform: half as fast
    _new_loop = asyncio.new_event_loop

BACKLOG = 1024  # asyncio's 100 costs 5 s when 800 clients connect at once
SERVER_NAME = "mx.sesame.test"  # unless told, aiosmtpd asks the DNS at each connection


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
        access: Access | None = None,
    ) -> None:
        host, port = listening.getsockname()[:2]
        super().__init__(
            Handler(faults, accept, fail),
            loop=_new_loop(),
            hostname=host,
            port=port,
            server_hostname=SERVER_NAME,
            data_size_limit=data_size_limit,
            enable_SMTPUTF8=True,
            timeout=timeout,
        )
        self._listening = listening
        self._faults = faults
        self._fail = fail
        self._access = access
        self._encryption = server_context(SERVER_NAME)
        self._model = SMTP(self.handler, loop=self.loop, **self.SMTP_kwargs)
        self._connections: set[Connection] = set()
        self._idle = asyncio.Event()
        self._idle.set()  # nobody is connected yet
        self.loop.set_exception_handler(self._loop_failed)

    def factory(self) -> ExpressConnection:
        """Return the protocol of a new connection."""
        connection = ExpressConnection(self._model, self._watch)
        access = self._faults.access or self._access
        if access is not None:
            connection.restrict(access, self._encryption)
        connection.data_size_limit = (
            self._faults.size_limit or connection.data_size_limit
        )
        return connection

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

    def _watch(self, connection: Connection, begins: bool) -> None:  # noqa: FBT001 - see Watch
        if begins:
            self._connections.add(connection)
            self._idle.clear()
            return
        self._connections.discard(connection)
        if not self._connections:
            self._idle.set()

    async def _hang_up(self) -> None:
        assert self.server is not None  # noqa: S101 - it listens
        self.server.close()
        for connection in tuple(self._connections):
            connection.hang_up()
        conversations = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*conversations, return_exceptions=True)

    def _create_server(self) -> Any:
        return self.loop.create_server(
            self.factory, sock=self._listening, backlog=BACKLOG
        )

    def _trigger_server(self) -> None:
        # aiosmtpd would be its own first client, whom a scripted fault would count.
        self.smtpd = self._model
        self._factory_invoked.set()

    def _loop_failed(self, _: asyncio.AbstractEventLoop, what: dict[str, Any]) -> None:
        error = what.get("exception") or RuntimeError(what["message"])
        if not isinstance(error, ConnectionError):  # a client may leave as it likes
            self._fail(error)
