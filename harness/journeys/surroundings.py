"""What stands around the portal: mail server, CAPTCHA and FranceConnect.

Opened once per run; emptied before each scenario.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from fixtures.person import Person
from harness.target import Capability
from simulator.clock import SystemClock
from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.identity import PivotIdentity
from simulator.franceconnect.server import FranceConnectServer
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer


class Routes(TypedDict):
    """Where a portal finds its neighbours, as the bench API takes it."""

    smtp: str
    siteverify: str
    franceconnect: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The mail server with its mailbox, and two doubles with their servers."""

    mailbox: Mailbox
    mail_server: MailServer
    captcha: RecaptchaDouble
    captcha_server: RecaptchaServer
    france_connect: FranceConnectDouble
    france_connect_server: FranceConnectServer

    def empty(self) -> None:
        """Forget mails, scripted faults, CAPTCHA responses and identities."""
        self.repair()
        self.mail_server.errors.clear()
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
        told = Routes(
            smtp=self.mail_server.address,
            siteverify=self.captcha_server.siteverify_url,
        )
        if Capability.FRANCE_CONNECT in capabilities:
            told["franceconnect"] = self.france_connect_server.base_url
        return told

    def repair(self) -> None:
        """Have all behave again, and let go whoever is kept waiting."""
        self.mail_server.faults.clear()
        fault, self.captcha.fault = self.captcha.fault, None
        if fault is not None:
            fault.end()
        identification, self.france_connect.fault = self.france_connect.fault, None
        if identification is not None:
            identification.end()

    def stop(self) -> None:
        """Stop the servers."""
        self.mail_server.stop()
        self.captcha_server.stop()
        self.france_connect_server.stop()


def open_surroundings() -> Surroundings:
    """Start the servers on free loopback ports."""
    clock = SystemClock()
    mailbox = Mailbox(clock)
    captcha = RecaptchaDouble(clock)
    france_connect = FranceConnectDouble(clock)
    with ExitStack() as started:
        opened = Surroundings(
            mailbox,
            started.enter_context(MailServer(clock, mailbox)),
            captcha,
            started.enter_context(RecaptchaServer(captcha)),
            france_connect,
            started.enter_context(FranceConnectServer(france_connect)),
        )
        started.pop_all()  # all of them listen: none is stopped here
    return opened
