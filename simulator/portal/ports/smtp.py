"""Handing a mail over to the mail server: the portal's only use of smtplib."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from enum import Enum, auto

from simulator.portal.ports.routes import Routes
from simulator.portal.settings import Settings

_PERMANENT = 500


class Outcome(Enum):
    """What the mail server did with a mail."""

    ACCEPTED = auto()
    REFUSED = auto()
    """For good (5xx): trying again is useless."""
    POSTPONED = auto()
    """Not now (4xx, no answer, cut off): try again later."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Outcome of one hand-over and what the server said."""

    outcome: Outcome
    detail: str = ""


class MailTransport:
    """Delivers one message to one recipient over SMTP."""

    def __init__(self, settings: Settings, routes: Routes) -> None:
        self._settings = settings
        self._routes = routes

    def send(self, sender: str, recipient: str, raw: bytes) -> HandOver:
        """Hand *raw* over for *recipient* alone, and say what came of it."""
        if self._routes.smtp is None:
            return HandOver(Outcome.POSTPONED, "no mail server is set")
        host, _, port = self._routes.smtp.rpartition(":")
        options = ["BODY=8BITMIME"] if not raw.isascii() else []
        if not (sender + recipient).isascii():
            options.append("SMTPUTF8")
        try:
            with smtplib.SMTP(
                host,
                int(port),
                local_hostname="portail.carpimko.test",
                timeout=self._settings.smtp_timeout_s,
            ) as server:
                server.sendmail(sender, [recipient], raw, mail_options=options)
        except smtplib.SMTPRecipientsRefused as refused:
            code, text = refused.recipients[recipient]
            return _refusal(code, text)
        except smtplib.SMTPResponseException as refused:
            return _refusal(refused.smtp_code, refused.smtp_error)
        except smtplib.SMTPNotSupportedError as refused:
            return HandOver(Outcome.REFUSED, str(refused))
        except (smtplib.SMTPException, OSError) as broken:
            return HandOver(Outcome.POSTPONED, f"{type(broken).__name__}: {broken}")
        return HandOver(Outcome.ACCEPTED)


def _refusal(code: int, text: bytes | str) -> HandOver:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    outcome = Outcome.REFUSED if code >= _PERMANENT else Outcome.POSTPONED
    return HandOver(outcome, f"{code} {said}")
