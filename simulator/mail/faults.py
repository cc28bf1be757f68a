"""What the mail server does wrong, when told to.

A test writes a :class:`FaultPlan`; the server asks it at each command, and once more
when it takes a mail. The plan counts messages, not commands: a message with two
recipients is refused, or accepted, as one.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Generic, TypeVar

from simulator.mail.attempts import Attempt, Command
from simulator.mail.gates import Gate
from simulator.mail.happenings import (
    GREYLISTED,
    NO_SUCH_USER,
    Access,
    Delivery,
    HangUp,
    Refusal,
)

_Happening = TypeVar("_Happening", Refusal | HangUp, Delivery)


@dataclass(slots=True)
class _Script(Generic[_Happening]):
    """Something to happen at a command, and how far it is used up (None: for ever)."""

    at: Command
    happens: _Happening
    left: int | None
    last: object = field(default=None)

    def __post_init__(self) -> None:
        if self.left is not None and self.left < 1:
            raise ValueError(f"A fault happens at least once, not {self.left} times.")

    def applies(self, attempt: Attempt) -> bool:
        """Say whether it happens to *attempt*, and count its message once."""
        if attempt.command is not self.at:
            return False
        if attempt.message is self.last:
            return True
        if self.left == 0:
            return False
        if self.left is not None:
            self.left -= 1
        self.last = attempt.message
        return True


class FaultPlan:
    """Everything the server shall do wrong. Any thread may change it at any time.

    Wherever a method takes *times*: for how many messages; None for ever. Whatever
    is no 4xx or 5xx line where a reply is asked for raises ValueError.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: list[_Script[Refusal | HangUp]] = []
        self._deliveries: list[_Script[Delivery]] = []
        self._gates: list[Gate] = []
        self._greylist: Refusal | None = None
        self._greylisted: set[tuple[str, str]] = set()
        self._delay = timedelta(0)
        self._access: Access | None = None
        self._size_limit: int | None = None

    def refuse(
        self, reply: str, *, at: Command = Command.RCPT, times: int | None = 1
    ) -> None:
        """Refuse the next messages at a command, after those of earlier calls."""
        self._answer(at, Refusal(reply), times)

    def hang_up(
        self,
        at: Command = Command.DATA,
        *,
        after_bytes: int | None = None,
        times: int | None = 1,
    ) -> None:
        """Cut the connection instead of replying: the mail is not taken.

        Args:
            at: the command whose reply never comes.
            after_bytes: at CONTENT, how much of the mail is read before.
            times: how many messages; None for ever.
        """
        self._answer(at, HangUp(after_bytes), times)

    def leave_unconfirmed(self, times: int | None = 1) -> None:
        """Take the mail, then cut the connection: its client cannot know."""
        self._deliver(Delivery(confirmed=False), times)

    def repeat_delivery(self, copies: int = 2, times: int | None = 1) -> None:
        """Deliver the same mail several times."""
        self._deliver(Delivery(copies=copies), times)

    def bounce(self, reply: str = NO_SUCH_USER, times: int | None = 1) -> None:
        """Take the mail, then report to its sender that it went nowhere."""
        self._deliver(Delivery(bounce=Refusal(reply).reply), times)

    def greylist(self, reply: str = GREYLISTED) -> None:
        """Refuse each pair of sender and recipient once, accept it when retried."""
        refusal = Refusal(reply)
        with self._lock:
            self._greylist = refusal

    def hold(self, at: Command = Command.DATA) -> Gate:
        """Keep back the replies to *at* until the gate returned is released."""
        gate = Gate(at)
        with self._lock:
            self._gates.append(gate)
        return gate

    def delay_delivery(self, by: timedelta) -> None:
        """Accept mails, but show them only *by* later (virtual time)."""
        self._delay = by

    def require(self, access: Access) -> None:
        """Have those who connect from now on encrypt, or say who they are."""
        self._access = access

    def limit_size(self, size: int) -> None:
        """Take no mail of more than *size* bytes from those who connect from now on."""
        self._size_limit = size

    def clear(self) -> None:
        """Behave again, and release whoever is held."""
        with self._lock:
            gates, self._gates = self._gates, []
            self._answers.clear()
            self._deliveries.clear()
            self._greylist = None
            self._greylisted.clear()
            self._delay = timedelta(0)
            self._access = None
            self._size_limit = None
        for gate in gates:
            gate.release()

    # -- what the server asks

    @property
    def access(self) -> Access | None:
        """What those who connect now must do first, if not as usual."""
        return self._access

    @property
    def size_limit(self) -> int | None:
        """How big a mail of those who connect now may be (bytes), if not as usual."""
        return self._size_limit

    @property
    def is_idle(self) -> bool:
        """Whether every command gets its ordinary answer for the moment."""
        return not (self._answers or self._gates or self._greylist)

    async def answer_to(self, attempt: Attempt) -> Refusal | HangUp | None:
        """Return what happens to *attempt*, or None; in the server's loop."""
        for gate in tuple(self._gates):
            if gate.at is attempt.command:
                await gate.passed()
        with self._lock:
            if attempt.command is Command.RCPT and self._is_greylisted(attempt):
                return self._greylist
            for script in self._answers:
                if script.applies(attempt):
                    return script.happens
        return None

    def delivery_of(self, message: object) -> Delivery:
        """Return what becomes of *message*, which is taken; in the server's loop."""
        delivery = Delivery(delay=self._delay)
        attempt = Attempt(Command.DATA, message)
        with self._lock:
            for script in self._deliveries:
                happens = script.happens
                if script.applies(attempt):
                    delivery = replace(
                        delivery,
                        copies=max(delivery.copies, happens.copies),
                        bounce=delivery.bounce or happens.bounce,
                        confirmed=delivery.confirmed and happens.confirmed,
                    )
        return delivery

    def _answer(self, at: Command, what: Refusal | HangUp, times: int | None) -> None:
        script = _Script[Refusal | HangUp](at, what, times)
        with self._lock:
            self._answers.append(script)

    def _deliver(self, delivery: Delivery, times: int | None) -> None:
        script = _Script[Delivery](Command.DATA, delivery, times)
        with self._lock:
            self._deliveries.append(script)

    def _is_greylisted(self, attempt: Attempt) -> bool:
        if self._greylist is None:
            return False
        pair = attempt.sender.casefold(), attempt.recipient.casefold()
        new = pair not in self._greylisted
        self._greylisted.add(pair)
        return new
