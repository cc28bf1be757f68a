"""Keeping a reply back: how the server is slow without anybody sleeping."""

from __future__ import annotations

import asyncio
import threading

from simulator.mail.attempts import Command


class Gate:
    """Keeps a reply back until it is released, from any thread.

    A client that loses patience and leaves meanwhile has left nothing behind: at
    DATA, its mail is kept only once the gate is open.
    """

    def __init__(self, at: Command) -> None:
        self.at = at
        self._lock = threading.Lock()
        self._released = False
        self._reached = threading.Event()
        self._waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    def release(self) -> None:
        """Let everybody through, now and later."""
        with self._lock:
            self._released = True
            waiting, self._waiting = self._waiting, []
        for loop, opened in waiting:
            if not loop.is_closed():
                loop.call_soon_threadsafe(opened.set)

    def wait_reached(self, timeout: float = 2.0) -> bool:
        """Wait until a client stands at the gate; say whether one does.

        Args:
            timeout: real seconds.
        """
        return self._reached.wait(timeout)

    async def passed(self) -> None:
        """Wait, in the server's loop, until the gate is open."""
        opened = asyncio.Event()
        with self._lock:
            if self._released:
                return
            self._waiting.append((asyncio.get_running_loop(), opened))
        self._reached.set()
        await opened.wait()
