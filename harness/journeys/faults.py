"""What may go wrong around the portal, as the features say it."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

from harness.journeys.world import World
from simulator.mail.named_faults import NAMED_FAULTS
from simulator.recaptcha.faults import EMPTY_JSON, NOT_JSON, SERVER_ERROR, Fault, Hang


class MailFault(Enum):
    """How the mail server answers; the value is how features say it."""

    GREYLISTED = NAMED_FAULTS["greylisted"].label
    BUSY = "répond qu'il est occupé"
    CLOSED = NAMED_FAULTS["closed"].label
    SENDER_LATER = NAMED_FAULTS["sender_later"].label
    FULL = NAMED_FAULTS["full"].label
    CUT_CONTENT = NAMED_FAULTS["cut_content"].label
    CUT_END = NAMED_FAULTS["cut_end"].label
    DOWN = NAMED_FAULTS["busy"].label
    REFUSED = NAMED_FAULTS["recipient"].label
    REFUSED_SENDER = NAMED_FAULTS["sender"].label
    REFUSED_CONTENT = NAMED_FAULTS["content"].label
    TOO_BIG = NAMED_FAULTS["too_big"].label
    NO_CONNECTION = NAMED_FAULTS["no_connection"].label
    ENCRYPTED_ONLY = NAMED_FAULTS["encrypted_only"].label
    KNOWN_ONLY = NAMED_FAULTS["known_only"].label
    SILENT = NAMED_FAULTS["silent"].label
    UNCONFIRMED = NAMED_FAULTS["unconfirmed"].label
    TWICE = NAMED_FAULTS["twice"].label
    BOUNCE = NAMED_FAULTS["bounce"].label


class VerifierFault(Enum):
    """How the CAPTCHA verifier answers; the value is how features say it."""

    BROKEN = "est en panne"
    NONSENSE = "répond n'importe quoi"
    EMPTY = "répond sans rien dire"
    SILENT = "ne répond plus"


_BY_LABEL = {fault.label: fault for fault in NAMED_FAULTS.values()}
_FOR_EVER = {MailFault.DOWN, MailFault.TWICE}


def break_mail_server(world: World, fault: MailFault) -> None:
    """Have the mail server answer the next message as *fault* says."""
    once_busy = fault is MailFault.BUSY
    named = NAMED_FAULTS["busy"] if once_busy else _BY_LABEL[fault.value]
    named.script(world.faults, None if fault in _FOR_EVER else 1)


def delay_mails(world: World, by: timedelta) -> None:
    """Have the mail server take mails at once, and deliver them *by* later."""
    world.faults.delay_delivery(by)


def repair(world: World) -> None:
    """Have the mail server and the verifier behave again."""
    world.surroundings.repair()


def break_verifier(world: World, fault: VerifierFault) -> None:
    """Have the CAPTCHA verifier answer as *fault* says."""
    replies: dict[VerifierFault, Fault] = {
        VerifierFault.BROKEN: SERVER_ERROR,
        VerifierFault.NONSENSE: NOT_JSON,
        VerifierFault.EMPTY: EMPTY_JSON,
        VerifierFault.SILENT: Hang(),
    }
    world.captcha.fault = replies[fault]
