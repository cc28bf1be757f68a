"""What the mail server can be made to do wrong, by name, in words and in deeds."""

from __future__ import annotations

from collections.abc import Callable

from simulator.mail.attempts import Command
from simulator.mail.faults import FaultPlan
from simulator.mail.happenings import NO_SUCH_USER, Access

_LATER = "451 4.3.0 Try again later"
_NEVER = "554 5.7.1 Refused"
_UNAVAILABLE = "421 4.3.2 Service not available"
_FULL = "452 4.3.1 Insufficient system storage"

_Mail = Callable[[FaultPlan], object]
_LATER_GROUP = "Refus passagers : le portail doit réessayer"
_NEVER_GROUP = "Refus définitifs : le portail doit renoncer"
_LINE_GROUP = "Coupures et silence"
_BOX_GROUP = "Remise"

MAIL_FAULTS: dict[str, tuple[str, str, _Mail]] = {
    "greylisted": (
        "diffère le premier envoi",
        _LATER_GROUP,
        lambda plan: plan.greylist(),
    ),
    "busy": (
        "reste occupé",
        _LATER_GROUP,
        lambda plan: plan.refuse(_LATER, at=Command.DATA, times=None),
    ),
    "closed": (
        "refuse la connexion pour l'instant",
        _LATER_GROUP,
        lambda plan: plan.refuse(_UNAVAILABLE, at=Command.CONNECT, times=None),
    ),
    "sender_later": (
        "refuse l'expéditeur pour l'instant",
        _LATER_GROUP,
        lambda plan: plan.refuse(_LATER, at=Command.MAIL, times=None),
    ),
    "full": (
        "n'a plus de place pour l'instant",
        _LATER_GROUP,
        lambda plan: plan.refuse(_FULL, at=Command.CONTENT, times=None),
    ),
    "recipient": (
        "refuse l'adresse",
        _NEVER_GROUP,
        lambda plan: plan.refuse(NO_SUCH_USER, at=Command.RCPT, times=None),
    ),
    "sender": (
        "refuse l'expéditeur",
        _NEVER_GROUP,
        lambda plan: plan.refuse(_NEVER, at=Command.MAIL, times=None),
    ),
    "content": (
        "refuse le message",
        _NEVER_GROUP,
        lambda plan: plan.refuse(_NEVER, at=Command.DATA, times=None),
    ),
    "too_big": (
        "trouve le message trop gros",
        _NEVER_GROUP,
        lambda plan: plan.limit_size(100),
    ),
    "no_connection": (
        "refuse la connexion pour de bon",
        _NEVER_GROUP,
        lambda plan: plan.refuse(_NEVER, at=Command.CONNECT, times=None),
    ),
    "encrypted_only": (
        "exige le chiffrement",
        _NEVER_GROUP,
        lambda plan: plan.require(Access(starttls=True)),
    ),
    "known_only": (
        "exige un mot de passe",
        _NEVER_GROUP,
        lambda plan: plan.require(
            Access(starttls=True, login=("portail", "inconnu du portail"))
        ),
    ),
    "silent": (
        "ne répond plus",
        _LINE_GROUP,
        lambda plan: plan.hold(Command.MAIL),
    ),
    "cut_content": (
        "coupe la ligne au milieu du message",
        _LINE_GROUP,
        lambda plan: plan.hang_up(Command.CONTENT, after_bytes=100, times=None),
    ),
    "cut_end": (
        "coupe la ligne à la fin du message",
        _LINE_GROUP,
        lambda plan: plan.hang_up(Command.DATA, times=None),
    ),
    "unconfirmed": (
        "prend le message puis coupe la ligne",
        _LINE_GROUP,
        lambda plan: plan.leave_unconfirmed(times=None),
    ),
    "twice": (
        "remet chaque mail deux fois",
        _BOX_GROUP,
        lambda plan: plan.repeat_delivery(times=None),
    ),
    "bounce": (
        "renvoie le message à l'expéditeur",
        _BOX_GROUP,
        lambda plan: plan.bounce(times=None),
    ),
}
"""By name: what is done wrong, the heading it is listed under, what scripts it."""


def script_mail(plan: FaultPlan, name: str) -> None:
    """Have the mail server do wrong as *name* says, beside what it does already."""
    MAIL_FAULTS[name][2](plan)
