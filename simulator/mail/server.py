"""The mail server that a portal hands its mails to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from simulator.certificate import certificate_of
from simulator.listening import listen
from simulator.mail.bounces import non_delivery_report
from simulator.mail.faults import FaultPlan
from simulator.mail.protocol import BACKLOG, SERVER_NAME, Listener

if TYPE_CHECKING:
    from simulator.clock import Clock
    from simulator.mail.happenings import Access, Delivery
    from simulator.mail.mailbox import Mailbox

DATA_SIZE_LIMIT = 5_000_000
"""Bytes. A bigger mail would keep the whole process from working meanwhile."""

_PATIENCE = 5.0  # real seconds
_NO_DELAY = timedelta(0)


class MailServer:
    """An SMTP server that puts what it accepts into a mailbox.

    A mail is in the mailbox before its client reads "250": whoever waited for the
    client need not wait for the mail. It may be stopped and started again, and keeps
    its port.

    Freeze the clock before :meth:`start`, and let it go after :meth:`stop` only.

    Attributes:
        host: the address it listens at.
        port: the port it listens at; the real one once started, even if 0 was asked.
        faults: what it shall do wrong.
        errors: what went wrong in the server itself. A test ends with none.
        delivery_delay: how long every mail takes (virtual time), whatever the faults.

    Args:
        data_size_limit: how big a mail may be (bytes).
        timeout: how long a client may take for a command, or a mail (real seconds).
        access: what a client must do before it may send, whatever the faults.
    """

    def __init__(
        self,
        clock: Clock,
        mailbox: Mailbox,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        data_size_limit: int = DATA_SIZE_LIMIT,
        delivery_delay: timedelta = _NO_DELAY,
        timeout: float = 10.0,
        faults: FaultPlan | None = None,
        access: Access | None = None,
    ) -> None:
        self.host = host
        self.port = port
        self.faults = faults or FaultPlan()
        self.errors: list[Exception] = []
        self.delivery_delay = delivery_delay
        self._mailbox = mailbox
        self._data_size_limit = data_size_limit
        self._timeout = timeout
        self._access = access
        self._listener: Listener | None = None
        self._clock = clock

    @property
    def address(self) -> str:
        """Where it listens, as "127.0.0.1:2525"."""
        return f"{self.host}:{self.port}"

    @property
    def authority(self) -> str:
        """Who vouches for it when it encrypts: its own certificate (PEM)."""
        return certificate_of(SERVER_NAME)[0].decode()

    def start(self) -> None:
        """Listen. Returns once mails can come in.

        Raises:
            PortInUse: somebody else listens there.
            RuntimeError: it is started already.
        """
        if self._listener is not None:
            raise RuntimeError(f"The mail server listens already, at {self.address}.")
        listening = listen(self.host, self.port, BACKLOG)
        self.port = listening.getsockname()[1]
        listener = Listener(
            listening,
            self.faults,
            accept=self._accept,
            fail=self.errors.append,
            data_size_limit=self._data_size_limit,
            timeout=self._timeout,
            access=self._access,
        )
        listener.start()
        self._listener = listener

    def stop(self) -> None:
        """Hang up on everybody and stop listening. Stopping twice is harmless.

        Raises:
            RuntimeError: the server's thread does not end.
        """
        listener, self._listener = self._listener, None
        if listener is not None and not listener.close(_PATIENCE):
            raise RuntimeError(f"The mail server at {self.address} does not stop.")

    def drain(self, timeout: float = 2.0) -> bool:
        """Wait until nobody is connected; say whether that came to be.

        Args:
            timeout: real seconds.
        """
        return self._listener is None or self._listener.drain(timeout)

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    def _accept(
        self, sender: str, recipients: list[str], raw: bytes, delivery: Delivery
    ) -> None:
        now = self._clock.now()
        delay = self.delivery_delay + delivery.delay
        if delivery.bounce is None:
            for _ in range(delivery.copies):
                self._mailbox.deliver(
                    sender, recipients, raw, received_at=now, delay=delay
                )
        elif sender:  # nobody is told of a report that cannot be delivered
            report = non_delivery_report(
                SERVER_NAME, sender, recipients, raw, delivery.bounce, now
            )
            self._mailbox.deliver(
                "", [sender], report, received_at=now, delay=delay, is_report=True
            )
