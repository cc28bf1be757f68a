"""What the mail server can be made to do wrong, by name, in words and in deeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.mail.attempts import Command
from simulator.mail.faults import FaultPlan
from simulator.mail.happenings import NO_SUCH_USER, Access

_LATER = "451 4.3.0 Try again later"
_NEVER = "554 5.7.1 Refused"
_UNAVAILABLE = "421 4.3.2 Service not available"
_FULL = "452 4.3.1 Insufficient system storage"


@dataclass(frozen=True, slots=True)
class MailServerFault:
    """One fault.

    Attributes:
        label: what is done wrong, in French; « le serveur de mail » stands before it.
        script: has the server do so, so many times; None for ever. What says nothing
            of times lasts in any case.
    """

    label: str
    script: Callable[[FaultPlan, int | None], object]


NAMED_FAULTS: dict[str, MailServerFault] = {
    "greylisted": MailServerFault(
        "diffère le premier envoi",
        lambda plan, _: plan.greylist(),
    ),
    "busy": MailServerFault(
        "reste occupé",
        lambda plan, times: plan.refuse(_LATER, at=Command.DATA, times=times),
    ),
    "closed": MailServerFault(
        "refuse la connexion pour l'instant",
        lambda plan, times: plan.refuse(_UNAVAILABLE, at=Command.CONNECT, times=times),
    ),
    "sender_later": MailServerFault(
        "refuse l'expéditeur pour l'instant",
        lambda plan, times: plan.refuse(_LATER, at=Command.MAIL, times=times),
    ),
    "full": MailServerFault(
        "n'a plus de place pour l'instant",
        lambda plan, times: plan.refuse(_FULL, at=Command.CONTENT, times=times),
    ),
    "recipient": MailServerFault(
        "refuse l'adresse",
        lambda plan, times: plan.refuse(NO_SUCH_USER, at=Command.RCPT, times=times),
    ),
    "sender": MailServerFault(
        "refuse l'expéditeur",
        lambda plan, times: plan.refuse(_NEVER, at=Command.MAIL, times=times),
    ),
    "content": MailServerFault(
        "refuse le message",
        lambda plan, times: plan.refuse(_NEVER, at=Command.DATA, times=times),
    ),
    "too_big": MailServerFault(
        "trouve le message trop gros",
        lambda plan, _: plan.limit_size(100),
    ),
    "no_connection": MailServerFault(
        "refuse la connexion pour de bon",
        lambda plan, times: plan.refuse(_NEVER, at=Command.CONNECT, times=times),
    ),
    "encrypted_only": MailServerFault(
        "exige le chiffrement",
        lambda plan, _: plan.require(Access(starttls=True)),
    ),
    "known_only": MailServerFault(
        "exige un mot de passe",
        lambda plan, _: plan.require(
            Access(starttls=True, login=("portail", "inconnu du portail"))
        ),
    ),
    "silent": MailServerFault(
        "ne répond plus",
        lambda plan, _: plan.hold(Command.MAIL),
    ),
    "cut_content": MailServerFault(
        "coupe la ligne au milieu du message",
        lambda plan, times: plan.hang_up(Command.CONTENT, after_bytes=100, times=times),
    ),
    "cut_end": MailServerFault(
        "coupe la ligne à la fin du message",
        lambda plan, times: plan.hang_up(Command.DATA, times=times),
    ),
    "unconfirmed": MailServerFault(
        "prend le message puis coupe la ligne",
        lambda plan, times: plan.leave_unconfirmed(times=times),
    ),
    "twice": MailServerFault(
        "remet chaque mail deux fois",
        lambda plan, times: plan.repeat_delivery(times=times),
    ),
    "bounce": MailServerFault(
        "renvoie le message à l'expéditeur",
        lambda plan, times: plan.bounce(times=times),
    ),
}
"""The features and the pages of the desk say them in these words."""
