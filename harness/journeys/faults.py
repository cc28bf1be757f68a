"""What may go wrong around the portal, as the features say it."""

from __future__ import annotations

from enum import Enum

from harness.journeys.world import World
from simulator.mail.faults import Command
from simulator.recaptcha.faults import EMPTY_JSON, NOT_JSON, SERVER_ERROR, Fault, Hang


class MailFault(Enum):
    """How the mail server answers; the value is how features say it."""

    GREYLISTED = "diffère le premier envoi"
    BUSY = "répond qu'il est occupé"
    REFUSED = "refuse l'adresse"
    REFUSED_CONTENT = "refuse le message"
    SILENT = "ne répond plus"


class VerifierFault(Enum):
    """How the CAPTCHA verifier answers; the value is how features say it."""

    BROKEN = "est en panne"
    NONSENSE = "répond n'importe quoi"
    EMPTY = "répond sans rien dire"
    SILENT = "ne répond plus"


def break_mail_server(world: World, fault: MailFault) -> None:
    """Have the mail server answer the next message as *fault* says."""
    faults = world.faults
    if fault is MailFault.GREYLISTED:
        faults.greylist()
    elif fault is MailFault.BUSY:
        faults.refuse("451 4.3.0 Try again later", at=Command.DATA)
    elif fault is MailFault.REFUSED:
        faults.refuse("550 5.1.1 No such user", at=Command.RCPT)
    elif fault is MailFault.REFUSED_CONTENT:
        faults.refuse("554 5.7.1 Refused", at=Command.DATA)
    else:
        faults.hold(Command.MAIL)


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
