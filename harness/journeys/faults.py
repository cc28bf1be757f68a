"""What may go wrong around the portal, as the features say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import Enum

from harness.journeys.world import World
from simulator.mail.attempts import Command
from simulator.mail.faults import FaultPlan
from simulator.mail.happenings import NO_SUCH_USER, Access
from simulator.recaptcha.faults import EMPTY_JSON, NOT_JSON, SERVER_ERROR, Fault, Hang

_LATER = "451 4.3.0 Try again later"
_NEVER = "554 5.7.1 Refused"


class MailFault(Enum):
    """How the mail server answers; the value is how features say it."""

    GREYLISTED = "diffère le premier envoi"
    BUSY = "répond qu'il est occupé"
    CLOSED = "refuse la connexion pour l'instant"
    SENDER_LATER = "refuse l'expéditeur pour l'instant"
    FULL = "n'a plus de place pour l'instant"
    CUT_CONTENT = "coupe la ligne au milieu du message"
    CUT_END = "coupe la ligne à la fin du message"
    DOWN = "reste occupé"
    REFUSED = "refuse l'adresse"
    REFUSED_SENDER = "refuse l'expéditeur"
    REFUSED_CONTENT = "refuse le message"
    TOO_BIG = "trouve le message trop gros"
    NO_CONNECTION = "refuse la connexion pour de bon"
    ENCRYPTED_ONLY = "exige le chiffrement"
    KNOWN_ONLY = "exige un mot de passe"
    SILENT = "ne répond plus"
    UNCONFIRMED = "prend le message puis coupe la ligne"
    TWICE = "remet chaque mail deux fois"
    BOUNCE = "renvoie le message à l'expéditeur"


class VerifierFault(Enum):
    """How the CAPTCHA verifier answers; the value is how features say it."""

    BROKEN = "est en panne"
    NONSENSE = "répond n'importe quoi"
    EMPTY = "répond sans rien dire"
    SILENT = "ne répond plus"


_MAIL_FAULTS: dict[MailFault, Callable[[FaultPlan], object]] = {
    MailFault.GREYLISTED: lambda plan: plan.greylist(),
    MailFault.BUSY: lambda plan: plan.refuse(_LATER, at=Command.DATA),
    MailFault.CLOSED: lambda plan: plan.refuse(
        "421 4.3.2 Service not available", at=Command.CONNECT
    ),
    MailFault.SENDER_LATER: lambda plan: plan.refuse(_LATER, at=Command.MAIL),
    MailFault.FULL: lambda plan: plan.refuse(
        "452 4.3.1 Insufficient system storage", at=Command.CONTENT
    ),
    MailFault.CUT_CONTENT: lambda plan: plan.hang_up(Command.CONTENT, after_bytes=100),
    MailFault.CUT_END: lambda plan: plan.hang_up(Command.DATA),
    MailFault.DOWN: lambda plan: plan.refuse(_LATER, at=Command.DATA, times=None),
    MailFault.REFUSED: lambda plan: plan.refuse(NO_SUCH_USER, at=Command.RCPT),
    MailFault.REFUSED_SENDER: lambda plan: plan.refuse(_NEVER, at=Command.MAIL),
    MailFault.REFUSED_CONTENT: lambda plan: plan.refuse(_NEVER, at=Command.DATA),
    MailFault.TOO_BIG: lambda plan: plan.limit_size(100),
    MailFault.NO_CONNECTION: lambda plan: plan.refuse(_NEVER, at=Command.CONNECT),
    MailFault.ENCRYPTED_ONLY: lambda plan: plan.require(Access(starttls=True)),
    MailFault.KNOWN_ONLY: lambda plan: plan.require(
        Access(starttls=True, login=("portail", "inconnu du portail"))
    ),
    MailFault.SILENT: lambda plan: plan.hold(Command.MAIL),
    MailFault.UNCONFIRMED: lambda plan: plan.leave_unconfirmed(),
    MailFault.TWICE: lambda plan: plan.repeat_delivery(times=None),
    MailFault.BOUNCE: lambda plan: plan.bounce(),
}


def break_mail_server(world: World, fault: MailFault) -> None:
    """Have the mail server answer the next message as *fault* says."""
    _MAIL_FAULTS[fault](world.faults)


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
