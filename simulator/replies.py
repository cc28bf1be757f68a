"""What a double says instead of its answer, when told to misbehave."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

_LONGEST_HANG = 30.0  # real seconds: a test that forgets to release ends all the same


class Fault(Protocol):
    """Takes the place of an answer."""

    def reply(self) -> Reply | None:
        """Return what to say instead of the answer, or None to answer after all."""
        ...

    def end(self) -> None:
        """Let go whoever it keeps waiting."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """A fixed reply.

    Attributes:
        status: the HTTP status.
        body: the body, as sent.
        content_type: its type.
    """

    status: int
    body: str
    content_type: str

    def reply(self) -> Reply | None:
        """Return this reply."""
        return self

    def end(self) -> None:
        """Do nothing: a reply keeps nobody waiting."""


SERVER_ERROR = Reply(500, "<html>Internal Server Error</html>", "text/html")
NOT_JSON = Reply(200, "<html><title>Sorry</title></html>", "text/html")
EMPTY_JSON = Reply(200, "{}", "application/json")


class Hang:
    """Keeps whoever asks waiting until it is released, then answers.

    Args:
        at_most: real seconds after which it answers anyway.
    """

    def __init__(self, at_most: float = _LONGEST_HANG) -> None:
        self._at_most = at_most
        self._reached = threading.Event()
        self._released = threading.Event()

    def release(self) -> None:
        """Let everybody through, now and later."""
        self._released.set()

    def wait_reached(self, timeout: float = 2.0) -> bool:
        """Wait until somebody is kept waiting; say whether anybody is.

        Args:
            timeout: real seconds.
        """
        return self._reached.wait(timeout)

    def reply(self) -> Reply | None:
        """Wait, then have the answer given."""
        self._reached.set()
        self._released.wait(self._at_most)
        return None

    def end(self) -> None:
        """Release."""
        self.release()
