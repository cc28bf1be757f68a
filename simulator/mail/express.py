"""The fast lane: everyday commands answered as they come, without aiosmtpd's task.

A reset mail is four such commands: waking a task for each, which parses them for all
that SMTP allows, takes most of a mail's time. Whatever is the least uncommon (another
command, spelling or parameter, a fault to come, encryption, two commands at once) is
left to aiosmtpd.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiosmtpd.smtp import Envelope, syntax

from simulator.mail.addresses import EVERYDAY_ADDRESS
from simulator.mail.connection import GO_AHEAD, Connection
from simulator.mail.content import Content

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP

    from simulator.mail.connection import Watch
    from simulator.mail.handler import Handler

_ADDRESS = EVERYDAY_ADDRESS.encode()
_MAIL = re.compile(
    rb"MAIL FROM:<(%s)>(?: SIZE=(\d{1,9}))?( BODY=8BITMIME)?\r\n" % _ADDRESS,
    re.IGNORECASE,
)
_RCPT = re.compile(rb"RCPT TO:<(%s)>\r\n" % _ADDRESS, re.IGNORECASE)
_DATA = re.compile(rb"DATA\r\n", re.IGNORECASE)
_OK = b"250 OK\r\n"
_GO_AHEAD = GO_AHEAD.encode() + b"\r\n"


class ExpressConnection(Connection):
    """A connection with a fast lane."""

    event_handler: Handler

    def __init__(self, model: SMTP, watch: Watch) -> None:
        super().__init__(model, watch)
        self._content: Content | None = None
        """The mail that is coming in by the fast lane."""
        self._ended: Content | None = None
        """One that came in so, and that aiosmtpd's task is to answer."""

    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        """Take a mail, or answer one that came in by the fast lane."""
        ended, self._ended = self._ended, None
        if ended is None:
            await super().smtp_DATA(arg)
        else:
            await self.conclude(ended)

    def data_received(self, data: bytes) -> None:
        """Answer what is everyday at once; leave the rest to aiosmtpd's task."""
        if self._content is not None:
            self._collect(self._content, data)
            return
        reply = self._answer(data) if self._is_everyday() else None
        if reply is None:
            super().data_received(data)
        else:
            self._reset_timeout()
            self._writer.write(reply)

    def _is_everyday(self) -> bool:
        return (
            self._reader.rests
            and self.event_handler.is_plain
            and self.tls_context is None
            and bool(self.session.host_name)
        )

    def _answer(self, line: bytes) -> bytes | None:
        envelope = self.envelope
        if envelope.mail_from and (found := _RCPT.fullmatch(line)):
            envelope.rcpt_tos.append(found[1].decode())
            return _OK
        if not envelope.mail_from and (found := _MAIL.fullmatch(line)):
            known = self.session.extended_smtp or not (found[2] or found[3])
            if not known or self._exceeds_limit(found[2]):
                return None
            envelope.mail_from = found[1].decode()
            return _OK
        if envelope.rcpt_tos and _DATA.fullmatch(line):
            self._content = Content(self.data_size_limit)
            return _GO_AHEAD
        return None

    def _exceeds_limit(self, size: bytes | None) -> bool:
        limit = self.data_size_limit
        return bool(limit and size) and int(size or 0) > (limit or 0)

    def _collect(self, content: Content, piece: bytes) -> None:
        if not content.add(piece):
            return
        self._content = None
        if self.event_handler.is_plain:
            self._conclude_now(content)
        else:  # a fault was scripted meanwhile, which may take its time
            self._ended = content
            super().data_received(b"DATA\r\n")
        if content.rest:
            self.data_received(content.rest)

    def _conclude_now(self, content: Content) -> None:
        envelope, self.envelope = self.envelope, Envelope()
        reply = content.refusal()
        if reply is None:
            envelope.original_content = content.mail()
            reply = self.event_handler.take_safely(self, envelope)
        if reply is not None:
            self._writer.write(reply.encode() + b"\r\n")
