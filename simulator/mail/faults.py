"""What the mail server does wrong, when told to.

A test writes a :class:`FaultPlan`; the server asks it at each command. The plan counts
messages, not commands: a message with two recipients is refused, or accepted, as one.
"""

from __future__ import annotations

import asyncio
import re
import threading
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

_REFUSAL = re.compile(r"[45]\d\d [^\r\n]+")
GREYLISTED = "450 4.2.0 Greylisted, try again later"


class Command(StrEnum):
    """A moment at which the server may refuse or keep the client waiting.

    EHLO stands for HELO too; DATA for the reply after the final dot.
    """

    EHLO = "EHLO"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a client is attempting.

    Attributes:
        command: the command it just sent.
        message: one and the same object for all the commands of one message.
        sender: what MAIL FROM said, if it came to that.
        recipient: what RCPT TO says, at RCPT only.
    """

    command: Command
    message: object
    sender: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reply that refuses.

    Attributes:
        reply: the whole line, as in "451 4.7.1 Try later"; 4xx or 5xx.
        at: the command it answers.
        times: for how many messages; None for ever.
    """

    reply: str
    at: Command = Command.RCPT
    times: int | None = 1

    def __post_init__(self) -> None:
        if not _REFUSAL.fullmatch(self.reply):
            raise ValueError(f"Not a 4xx or 5xx SMTP reply: {self.reply!r}")
        if self.times is not None and self.times < 1:
            raise ValueError(f"A refusal happens at least once, not {self.times}.")


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


class _Script:
    """A refusal, and how far it is used up."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self._left = refusal.times
        self._last: object = None

    def refuses(self, attempt: Attempt) -> bool:
        """Say whether *attempt* is refused, and count its message once."""
        if attempt.command is not self.refusal.at:
            return False
        if attempt.message is self._last:
            return True
        if self._left == 0:
            return False
        if self._left is not None:
            self._left -= 1
        self._last = attempt.message
        return True


class FaultPlan:
    """Everything the server shall do wrong. Any thread may change it at any time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._scripts: list[_Script] = []
        self._gates: list[Gate] = []
        self._greylist_reply: str | None = None
        self._greylisted: set[tuple[str, str]] = set()
        self._delay = timedelta(0)

    def refuse(
        self, reply: str, *, at: Command = Command.RCPT, times: int | None = 1
    ) -> None:
        """Refuse the next messages, after those that earlier calls refuse.

        Args:
            reply: the whole line, as in "451 4.7.1 Try later".
            at: the command to refuse.
            times: how many messages; None for ever.

        Raises:
            ValueError: the reply is no 4xx or 5xx line.
        """
        script = _Script(Refusal(reply, at, times))
        with self._lock:
            self._scripts.append(script)

    def greylist(self, reply: str = GREYLISTED) -> None:
        """Refuse each pair of sender and recipient once, accept it when retried.

        Raises:
            ValueError: the reply is no 4xx or 5xx line.
        """
        refusal = Refusal(reply)
        with self._lock:
            self._greylist_reply = refusal.reply

    def hold(self, at: Command = Command.DATA) -> Gate:
        """Keep back the replies to *at* until the gate returned is released."""
        gate = Gate(at)
        with self._lock:
            self._gates.append(gate)
        return gate

    def delay_delivery(self, by: timedelta) -> None:
        """Accept mails, but show them only *by* later (virtual time)."""
        with self._lock:
            self._delay = by

    def clear(self) -> None:
        """Behave again, and release whoever is held."""
        with self._lock:
            gates, self._gates = self._gates, []
            self._scripts.clear()
            self._greylist_reply = None
            self._greylisted.clear()
            self._delay = timedelta(0)
        for gate in gates:
            gate.release()

    @property
    def delivery_delay(self) -> timedelta:
        """How much later than received a mail is seen (virtual time)."""
        return self._delay

    async def reply_to(self, attempt: Attempt) -> str | None:
        """Return the reply that refuses *attempt*, or None; in the server's loop."""
        for gate in tuple(self._gates):
            if gate.at is attempt.command:
                await gate.passed()
        with self._lock:
            if attempt.command is Command.RCPT and self._is_greylisted(attempt):
                return self._greylist_reply
            for script in self._scripts:
                if script.refuses(attempt):
                    return script.refusal.reply
        return None

    def _is_greylisted(self, attempt: Attempt) -> bool:
        if self._greylist_reply is None:
            return False
        pair = attempt.sender.casefold(), attempt.recipient.casefold()
        new = pair not in self._greylisted
        self._greylisted.add(pair)
        return new
