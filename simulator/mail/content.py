"""The mail on the wire, from the go-ahead to the final dot."""

from __future__ import annotations

_END = b"\r\n.\r\n"
_LINE_LIMIT = 1001
"""Bytes of a line with its end and the dot before it (RFC 5321, 4.5.3.1.6)."""


class Content:
    """A mail as it comes in, whatever the pieces.

    Only CR LF dot CR LF ends it: a line that ends otherwise is part of the mail.

    Attributes:
        received: how many bytes came so far.
        rest: what came after the end, once :meth:`add` said that it is reached.
    """

    def __init__(self, size_limit: int | None) -> None:
        self._size_limit = size_limit
        self._buffer = bytearray(b"\r\n")
        self._searched = 0
        self.received = 0
        self.rest = b""

    def add(self, piece: bytes) -> bool:
        """Take *piece*; say whether the end is reached."""
        self._buffer += piece
        self.received += len(piece)
        end = self._buffer.find(_END, self._searched)
        if end < 0:
            self._searched = max(0, len(self._buffer) - len(_END) + 1)
            if self._is_too_big(self.received - len(_END)):
                del self._buffer[: self._searched]  # what is refused need not be kept
                self._searched = 0
            return False
        self.rest = bytes(self._buffer[end + len(_END) :])
        self.received -= len(self.rest)
        del self._buffer[end + 2 :]
        return True

    def refusal(self) -> str | None:
        """Return the reply to a mail too big or with a line too long, or None."""
        if self._is_too_big(self.received - len(b".\r\n")):
            return "552 5.3.4 Error: Too much mail data"
        if max(map(len, self._buffer.split(b"\r\n"))) + 2 > _LINE_LIMIT:
            return "500 Line too long (see RFC5321 4.5.3.1.6)"
        return None

    def mail(self) -> bytes:
        """Return the mail without the dots that the wire adds (RFC 5321, 4.5.2)."""
        return bytes(self._buffer.replace(b"\r\n.", b"\r\n")[2:])

    def _is_too_big(self, size: int) -> bool:
        return self._size_limit is not None and size > self._size_limit
