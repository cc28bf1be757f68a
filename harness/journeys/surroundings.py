"""What stands around the portal and is held by the harness: mail server and CAPTCHA.

Opened once per run; emptied before each scenario.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.clock import SystemClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The mail server with its mailbox, and the reCAPTCHA double with its server."""

    mailbox: Mailbox
    mail_server: MailServer
    captcha: RecaptchaDouble
    captcha_server: RecaptchaServer

    def empty(self) -> None:
        """Forget mails, scripted faults and CAPTCHA responses."""
        self.repair()
        self.mail_server.errors.clear()
        self.mailbox.clear()
        self.captcha.forget()

    def repair(self) -> None:
        """Have both behave again, and let go whoever is kept waiting."""
        self.mail_server.faults.clear()
        fault, self.captcha.fault = self.captcha.fault, None
        if fault is not None:
            fault.end()

    def stop(self) -> None:
        """Stop both servers."""
        self.mail_server.stop()
        self.captcha_server.stop()


def open_surroundings() -> Surroundings:
    """Start both servers on free loopback ports."""
    clock = SystemClock()
    mailbox = Mailbox(clock)
    mail_server = MailServer(clock, mailbox)
    captcha = RecaptchaDouble(clock)
    captcha_server = RecaptchaServer(captcha)
    mail_server.start()
    try:
        captcha_server.start()
    except BaseException:
        mail_server.stop()
        raise
    return Surroundings(mailbox, mail_server, captcha, captcha_server)
