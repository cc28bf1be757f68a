"""Serving the pages of a world: the portal, its bench API, the tester's desk."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING

from waitress.server import create_server
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from simulator.served.access import Access
from simulator.served.guard import DESK, Guard

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from simulator.served.world import ServedWorld

BACKLOG = 128
THREADS = 16
"""Each open page of the desk keeps one busy while it waits for news; the portal's work
is done one at a time anyway, since SQLite has one writer."""

_LONGEST_BODY = 64 * 1024 * 1024
"""Bytes: what the bench API takes; the portal's own limit is far below."""


def compose(
    world: ServedWorld, desk: WSGIApplication, url: str, access: Access
) -> WSGIApplication:
    """Return everything that a browser sees, behind the guard."""
    pages = DispatcherMiddleware(world.portal.app, {DESK: desk})
    return Guard(pages, access, url=url)


def serve(app: WSGIApplication, listening: socket.socket) -> None:
    """Serve *app* on an open port until interrupted; then finish what was begun."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident="Sesame",
        max_request_body_size=_LONGEST_BODY,
        # A browser keeps some connections open that it does not use.
        channel_timeout=120,
        clear_untrusted_proxy_headers=True,
    )
    try:
        server.run()  # returns when it is interrupted
    finally:
        server.close()


@contextmanager
def stopped_by_signals(ending: Callable[[], None]) -> Iterator[None]:
    """Have Ctrl-C and SIGTERM end what is done inside; a second one is not heard.

    Only in the main thread, where signals arrive. *ending* is called first, to let go
    whoever is kept waiting.
    """
    signals = (signal.SIGINT, signal.SIGTERM)

    def stop(_number: int, _frame: FrameType | None) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        ending()
        raise KeyboardInterrupt

    before = [signal.signal(each, stop) for each in signals]
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)
