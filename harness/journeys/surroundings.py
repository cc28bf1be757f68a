"""What stands around the portal: mail server, CAPTCHA and FranceConnect.

Opened once per run; emptied before each scenario. Some portals send their mail to
somebody else's mailbox, which is read, or have their CAPTCHA verified elsewhere: what
the bench does not hold then is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import NotRequired, Protocol, TypedDict

from fixtures.person import Person
from harness.target import Capability
from simulator.clock import Clock, SystemClock
from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.identity import PivotIdentity
from simulator.franceconnect.server import FranceConnectServer
from simulator.mail.faults import FaultPlan
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer


class Routes(TypedDict):
    """Where a portal finds its neighbours, as the bench API takes it."""

    smtp: NotRequired[str]
    siteverify: NotRequired[str]
    franceconnect: NotRequired[str]


class MailSource(Protocol):
    """Somebody else's mailbox, read and never written. Opening it marks it.

    It never waits for a mail: whoever expects one calls :meth:`collect` again, for as
    long as the target file's patience lasts. « Aucun mail » is only as sure as that
    patience is long.
    """

    def mark(self) -> None:
        """Forget what is there now: only mails that come later count.

        Raises:
            harness.errors.Unreachable: the mailbox does not answer.
            ConfigurationError: it does not answer as the target file says.
        """
        ...

    def collect(self, mailbox: Mailbox) -> int:
        """Deliver into *mailbox* every mail that came since, once; return how many.

        Call it before the clock is moved: a mail is received when it is collected,
        wherever the time is held.

        Raises:
            harness.errors.Unreachable: the mailbox does not answer.
            ConfigurationError: it does not answer as the target file says.
        """
        ...

    def close(self) -> None:
        """Hang up. Closing twice is harmless."""
        ...


Address = tuple[str, int]
_ANY_PORT: Address = ("127.0.0.1", 0)


@dataclass(frozen=True, slots=True)
class CaptchaTold:
    """What a target file says of the CAPTCHA."""

    response: str | None = None
    """The response that always passes (a test key), if the bench plays no Google."""
    host: str | None = None
    """Where responses say that they were solved; None: on the page's own host."""
    asked: bool = True
    """False where it is switched off: the form holds none."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which neighbours the bench plays, and where they listen (None: it does not)."""

    smtp: Address | None = _ANY_PORT
    siteverify: Address | None = _ANY_PORT
    mails: Callable[[], MailSource] | None = None
    """Opens the mailbox that is read, where the bench has no mail server."""
    patience_s: float = 0.0
    """How long a mail may take (real seconds)."""
    captcha: CaptchaTold = field(default_factory=CaptchaTold)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The mail server with its mailbox, and two doubles with their servers."""

    mailbox: Mailbox
    mail_server: MailServer | None
    captcha: RecaptchaDouble
    captcha_server: RecaptchaServer | None
    france_connect: FranceConnectDouble
    france_connect_server: FranceConnectServer
    mails: MailSource | None = None
    patience_s: float = 0.0
    captcha_told: CaptchaTold = field(default_factory=CaptchaTold)

    @property
    def sees_mails(self) -> bool:
        """Whether mails can be seen at all: here, or in a mailbox that is read."""
        return self.mail_server is not None or self.mails is not None

    def empty(self) -> None:
        """Forget mails, scripted faults, CAPTCHA responses and identities."""
        self.repair()
        if self.mail_server is not None:
            self.mail_server.errors.clear()
        if self.mails is not None:
            self.mails.mark()
        self.mailbox.clear()
        self.captcha.forget()
        self.france_connect.forget()

    def identify(self, people: Iterable[Person]) -> None:
        """Let FranceConnect know these people, each by her situation and dossier."""
        for person in people:
            if person.identity is not None:
                identity = PivotIdentity(**person.identity)
                self.france_connect.know(" ".join(person.key), identity)

    def routes(self, capabilities: Collection[Capability]) -> Routes:
        """Return the addresses that a portal with these *capabilities* is told."""
        told = Routes()
        if self.mail_server is not None:
            told["smtp"] = self.mail_server.address
        if self.captcha_server is not None:
            told["siteverify"] = self.captcha_server.siteverify_url
        if Capability.FRANCE_CONNECT in capabilities:
            told["franceconnect"] = self.france_connect_server.base_url
        return told

    def repair(self) -> None:
        """Have all behave again, and let go whoever is kept waiting."""
        if self.mail_server is not None:
            self.mail_server.faults.clear()
        fault, self.captcha.fault = self.captcha.fault, None
        if fault is not None:
            fault.end()
        identification, self.france_connect.fault = self.france_connect.fault, None
        if identification is not None:
            identification.end()

    def stop(self) -> None:
        """Stop the servers, and close the mailbox that is read."""
        if self.mail_server is not None:
            self.mail_server.stop()
        if self.captcha_server is not None:
            self.captcha_server.stop()
        self.france_connect_server.stop()
        if self.mails is not None:
            self.mails.close()


def open_surroundings(
    neighbours: Neighbours = Neighbours(),
    clock: Clock | None = None,
    faults: FaultPlan | None = None,
) -> Surroundings:
    """Start the servers, on free loopback ports unless *neighbours* says where.

    Args:
        neighbours: which of them the bench plays.
        clock: what they all read; None for the system's.
        faults: what the mail server shall do wrong, as far as it is known beforehand.

    Raises:
        simulator.listening.PortInUse: somebody else listens there.
    """
    clock = clock or SystemClock()
    mailbox = Mailbox(clock)
    captcha = RecaptchaDouble(clock)
    france_connect = FranceConnectDouble(clock)
    with ExitStack() as started:
        mail_server = captcha_server = None
        if neighbours.smtp is not None:
            host, port = neighbours.smtp
            mail_server = MailServer(
                clock, mailbox, host=host, port=port, faults=faults
            )
            started.enter_context(mail_server)
        if neighbours.siteverify is not None:
            captcha_server = RecaptchaServer(captcha, *neighbours.siteverify)
            started.enter_context(captcha_server)
        opened = Surroundings(
            mailbox,
            mail_server,
            captcha,
            captcha_server,
            france_connect,
            started.enter_context(FranceConnectServer(france_connect)),
            None if neighbours.mails is None else neighbours.mails(),
            neighbours.patience_s,
            neighbours.captcha,
        )
        started.pop_all()  # all of them listen: none is stopped here
    return opened
