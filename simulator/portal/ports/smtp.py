"""Handing a mail over to the mail server: the portal's only use of smtplib."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from simulator.portal.ports.routes import Routes
from simulator.portal.settings import Settings

_PERMANENT = 500
_NAME = "portail.carpimko.test"
"""What the portal calls itself in EHLO."""


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


class _NotLetInError(smtplib.SMTPException):
    """Portal and server do not agree on keys: no mail's fault, and it can be mended."""


class MailTransport:
    """Delivers one message to one recipient over SMTP."""

    def __init__(self, settings: Settings, routes: Routes) -> None:
        self._settings = settings
        self._routes = routes

    def send(self, sender: str, recipient: str, raw: bytes) -> HandOver:
        """Hand *raw* over for *recipient* alone, and say what came of it."""
        if self._routes.smtp is None:
            return HandOver(Outcome.POSTPONED, "no mail server is set")
        options = _options(raw, sender + recipient)
        try:
            with self._conversation(self._routes.smtp) as server:
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

    def rehearse(self, sender: str, raw: bytes) -> None:
        """Have the conversation of :meth:`send`, round trip by round trip, for nobody.

        A request for an unknown dossier takes the time of a real one (B02). Whatever
        goes wrong stays without effect, as there is no mail to lose.
        """
        if self._routes.smtp is None:
            return
        with (
            suppress(smtplib.SMTPException, OSError),
            self._conversation(self._routes.smtp) as server,
        ):
            server.ehlo_or_helo_if_needed()
            size = [f"size={len(raw)}"] if server.has_extn("size") else []
            server.mail(sender, [*size, *_options(raw, sender)])
            server.noop()  # in place of RCPT
            server.noop()  # in place of DATA
            server.rset()  # in place of the mail

    @contextmanager
    def _conversation(self, address: str) -> Iterator[smtplib.SMTP]:
        host, _, port = address.rpartition(":")
        settings = self._settings
        timeout = settings.smtp_timeout_s
        with smtplib.SMTP(host, int(port), _NAME, timeout=timeout) as server:
            try:
                if settings.smtp_starttls:
                    server.starttls(context=self._trust)
                if settings.smtp_user is not None:
                    server.login(settings.smtp_user, settings.smtp_password)
            except smtplib.SMTPException as wrong:
                raise _NotLetInError(f"{type(wrong).__name__}: {wrong}") from wrong
            yield server

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        """Whom the portal believes: public authorities, or the one of the settings."""
        return ssl.create_default_context(cadata=self._settings.smtp_authority)


def _options(raw: bytes, addresses: str) -> list[str]:
    """Return what MAIL FROM has to announce, and no more: old servers refuse it."""
    options = ["BODY=8BITMIME"] if not raw.isascii() else []
    return options if addresses.isascii() else [*options, "SMTPUTF8"]


def _refusal(code: int, text: bytes | str) -> HandOver:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    outcome = Outcome.REFUSED if code >= _PERMANENT else Outcome.POSTPONED
    return HandOver(outcome, f"{code} {said}")
