"""What stands around the portal of a served world, started and told to it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.requests import Client
from simulator.mail.server import MailServer
from simulator.portal.assembly import Portal
from simulator.recaptcha.double import RecaptchaDouble
from simulator.served.access import Access
from simulator.served.changes import Changes
from simulator.served.doubles import FranceConnectPort, RecaptchaPort
from simulator.served.durable_mailbox import DurableMailbox
from simulator.served.flowing_clock import FlowingClock
from simulator.served.world_file import WorldFile


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The neighbours of the portal, and what they have received."""

    changes: Changes
    mailbox: DurableMailbox
    mail_server: MailServer
    captcha: RecaptchaDouble
    france_connect: FranceConnectDouble


def surround(
    portal: Portal,
    clock: FlowingClock,
    file: WorldFile,
    access: Access,
    opened: ExitStack,
) -> Surroundings:
    """Start the neighbours, and tell the portal where they are."""
    settings, routes = portal.parts.settings, portal.parts.routes
    changes = Changes()
    mailbox = DurableMailbox(clock, file, changes.note)
    mail_server = MailServer(clock, mailbox)
    captcha = RecaptchaDouble(clock, secret=settings.captcha_secret)
    client = Client(
        settings.france_connect_client_id, settings.france_connect_client_secret
    )
    france_connect = FranceConnectDouble(clock, client=client)
    captcha_port = RecaptchaPort(captcha, access)
    france_connect_port = FranceConnectPort(france_connect, access)
    for server in (mail_server, captcha_port, france_connect_port):
        opened.enter_context(server)
    routes.smtp = mail_server.address
    routes.siteverify = captcha_port.siteverify_url
    routes.franceconnect = france_connect_port.base_url
    return Surroundings(changes, mailbox, mail_server, captcha, france_connect)
