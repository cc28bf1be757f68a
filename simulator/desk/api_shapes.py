"""What the API answers, as JSON. Described in ``openapi.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.desk import mail_view
from simulator.desk.context import Desk
from simulator.desk.fault_pages import MINUTE
from simulator.desk.fault_table import FAULTS, Neighbour
from simulator.desk.wording import readable
from simulator.mail.message import ReceivedMail
from simulator.portal.store.letters import Letter
from simulator.served.residents import Resident
from simulator.served.world import ServedWorld


def mail_summary(mail: ReceivedMail) -> dict[str, Any]:
    """Return what lists say of a mail."""
    return {
        "number": mail.sequence,
        "envelope_from": readable(mail.envelope_from),
        "envelope_to": [readable(address) for address in mail.envelope_to],
        "sender": mail_view.sender(mail),
        "subject": mail_view.subject(mail),
        "received_at": mail.received_at.isoformat(),
        "visible_at": mail.visible_at.isoformat(),
        "size": len(mail.raw),
        "is_report": mail.is_report,
    }


def whole_mail(mail: ReceivedMail, public: Mapping[str, str]) -> dict[str, Any]:
    """Return a mail, decoded."""
    html = mail_view.html_part(mail)
    return mail_summary(mail) | {
        "text": mail_view.text_part(mail),
        "html": None if html is None else readable(html),
        "headers": [
            {"name": name, "value": value} for name, value in mail_view.headers(mail)
        ],
        "links": [
            {"text": link.text, "url": link.url, "here": link.here, "part": link.part}
            for link in mail_view.links(mail, public)
        ],
    }


def letter(posted: Letter, number: int) -> dict[str, Any]:
    """Return a letter."""
    return {
        "number": number,
        "situation": posted.situation.value,
        "dossier": posted.dossier,
        "posted_at": posted.posted_at.isoformat(),
        "expected_on": posted.expected_on.isoformat(),
        "address": posted.address,
        "text": posted.text,
    }


def clock(world: ServedWorld) -> dict[str, Any]:
    """Return the world's time."""
    return {
        "now": world.clock.now().isoformat(),
        "offset_s": world.clock.offset.total_seconds(),
        "held": world.clock.is_held,
    }


def faults(desk: Desk) -> dict[str, Any]:
    """Return which faults are on, and which there are."""
    on: dict[str, str | None] = {neighbour.value: None for neighbour in Neighbour}
    on |= {fault.neighbour.value: fault.name for fault in desk.switches.on}
    return {
        "on": on,
        "mail_delay_minutes": desk.switches.delay // MINUTE,
        "known": {
            neighbour.value: [
                {"name": fault.name, "sentence": fault.sentence}
                for fault in FAULTS.values()
                if fault.neighbour is neighbour
            ]
            for neighbour in Neighbour
        },
    }


def resident(found: Resident) -> dict[str, Any]:
    """Return somebody."""
    return found.person.as_account() | {
        "password": found.password,
        "profession": found.person.profession,
    }
