"""The mail of step 7, word for word. Source: P7.1 to P7.6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from html import escape

from simulator.portal.settings import Settings

SUBJECT = "Demande de réinitialisation du mot de passe"
LINK_TEXT = "vous pouvez cliquer ici"
_ASKED = "Vous avez demandé à réinitialiser votre mot de passe. Pour ce faire,"
_COPY = "ou copier-coller le lien suivant dans votre navigateur :"
_LIFETIME = (
    "Ce lien n'est actif que pour 24 heures, passé ce délai vous devrez faire une "
    "nouvelle demande."
)

_CHANGED_SUBJECT = "Votre mot de passe a été modifié"
_CHANGED = (
    "Le mot de passe de votre espace personnel vient d'être modifié. Si vous n'êtes "
    "pas à l'origine de cette modification, contactez la CARPIMKO."
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom, to whom and when; ``name`` makes the Message-ID unique."""

    sender: str
    recipient: str
    date: datetime
    name: str


def reset_mail(settings: Settings, envelope: Envelope, link: str) -> bytes:
    """Return the serialised mail that carries *link*, as text and as HTML."""
    text = "\n\n".join(
        ["Bonjour,", f"{_ASKED} {LINK_TEXT}", f"{_COPY}\n\n{link}", f"{_LIFETIME}\n"]
    )
    href = escape(link)
    body = (
        f"<p>Bonjour,</p>\n<p>{escape(_ASKED, quote=False)}</p>\n"
        f'<p><a href="{href}">{LINK_TEXT}</a></p>\n'
        f"<p>{_COPY}</p>\n<p>{href}</p>\n"
        f"<p>{escape(_LIFETIME, quote=False)}</p>"
    )
    return _serialise(settings, envelope, SUBJECT, text, body)


def notification_mail(settings: Settings, envelope: Envelope) -> bytes:
    """Return the serialised courtesy mail sent after a change (B24): no link in it."""
    text = f"Bonjour,\n\n{_CHANGED}\n"
    body = f"<p>Bonjour,</p>\n<p>{escape(_CHANGED, quote=False)}</p>"
    return _serialise(settings, envelope, _CHANGED_SUBJECT, text, body)


def _serialise(
    settings: Settings, envelope: Envelope, subject: str, text: str, body: str
) -> bytes:
    # SMTPUTF8 (RFC 6531) only where the address itself is not ASCII.
    message = EmailMessage(policy=SMTP if envelope.recipient.isascii() else SMTPUTF8)
    message["From"] = _address(envelope.sender, settings.sender_name)
    message["To"] = _address(envelope.recipient)
    message["Subject"] = subject
    message["Date"] = format_datetime(envelope.date)
    message["Message-ID"] = f"<{envelope.name}@{envelope.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    page = f'<!DOCTYPE html>\n<html lang="fr"><body>\n{body}\n</body></html>\n'
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{envelope.name}")
    return message.as_bytes()


def _address(text: str, name: str = "") -> Address:
    """Return *text* as an address; a quoted local part is quoted again when written.

    ``Address(addr_spec=…)`` would refuse letters outside ASCII.
    """
    local, _, domain = text.rpartition("@")
    if local.startswith('"'):
        local = local[1:-1].replace("\\", "")
    return Address(name, username=local, domain=domain)
