"""Serving a double over HTTP, on a port of its own."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from simulator.listening import listen

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_BACKLOG = 128
_PATIENCE = 5.0  # real seconds


class DoubleServer:
    """Serves a WSGI app. It may be stopped and started again.

    Freeze the clock before :meth:`start`, and let it go after :meth:`stop` only.

    Attributes:
        name: what the double is called in errors.
        host: the address it listens at.
        port: the port it listens at; the real one once started, even if 0 was asked.

    Args:
        encryption: what it encrypts with; None for plain HTTP.
    """

    name = "double"

    def __init__(
        self, host: str, port: int, encryption: ssl.SSLContext | None = None
    ) -> None:
        self.host = host
        self.port = port
        self._encryption = encryption
        self._server: _HttpServer | None = None
        self._thread: threading.Thread | None = None

    def app(self) -> WSGIApplication:
        """Return what is served."""
        raise NotImplementedError

    def release(self) -> None:
        """Let go whoever the double keeps waiting."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """The base address, as "http://127.0.0.1:2526"."""
        scheme = "http" if self._encryption is None else "https"
        return f"{scheme}://{self.host}:{self.port}"

    def start(self) -> None:
        """Listen.

        Raises:
            PortInUse: somebody else listens there.
            RuntimeError: it is started already.
        """
        if self._server is not None:
            raise RuntimeError(f"The {self.name} listens already, at {self.url}.")
        with listen(self.host, self.port, _BACKLOG) as listening:
            self.port = listening.getsockname()[1]
            # Werkzeug left to open the port itself would exit if it is taken.
            self._server = _HttpServer(
                self.host,
                self.port,
                self.app(),
                _Handler,
                ssl_context=self._encryption,
                fd=listening.fileno(),
            )
        self._thread = threading.Thread(
            target=self._server.serve, name=self.name, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Release whoever hangs, hang up and stop listening. Twice is harmless."""
        server, self._server = self._server, None
        if server is None or self._thread is None:
            return
        self.release()
        server.stop()
        self._thread.join(_PATIENCE)

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()


class _HttpServer(ThreadedWSGIServer):
    """A server that stops at once, and leaves no request half done.

    ``serve_forever()`` would look twice a second whether it shall stop.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stopping = threading.Event()
        self._changed = threading.Condition()
        self._open: set[Any] = set()

    def serve(self) -> None:
        """Serve until stopped."""
        while not self._stopping.is_set():
            self.handle_request()
        self.server_close()

    def stop(self) -> None:
        """Take no more requests, finish those begun, hang up."""
        self._stopping.set()
        with suppress(OSError):  # wakes serve() up
            socket.create_connection(self.socket.getsockname(), _PATIENCE).close()
        with self._changed:
            for connection in self._open:
                with suppress(OSError):  # the client was faster
                    connection.shutdown(socket.SHUT_RD)
            self._changed.wait_for(lambda: not self._open, _PATIENCE)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection, in a thread of its own."""
        with self._changed:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection."""
        super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()


class _Handler(WSGIRequestHandler):
    """Says nothing on the terminal."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - its name
        """Say nothing."""
