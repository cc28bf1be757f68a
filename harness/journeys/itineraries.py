"""Parts of the portal, each walked so that all its pages and refusals show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from harness.journeys import account, france_connect
from harness.journeys.access import follow_link, open_personal_space
from harness.journeys.affiliate import Affiliate
from harness.journeys.captcha import Captcha
from harness.journeys.demand import (
    Channel,
    fill_request,
    request_reset,
    validate_choice,
)
from harness.journeys.faults import MailFault, break_mail_server
from harness.journeys.login import log_in
from harness.journeys.mails import (
    follow_reset_link,
    open_changed_link,
    open_reset_mail,
)
from harness.journeys.password import choose_password
from harness.journeys.post import choose_demanded, log_in_with_letter, receive_letter
from harness.target import Capability

_SHORT = "court"
_CHOSEN = "Soleil2026"
_AFTERWARDS = "Hortensia-2031"


class Itinerary(Enum):
    """A part of the portal; the value is how features say it."""

    LOG_IN = "les pages de la connexion"
    DEMAND = "les pages de la demande"
    NEW_PASSWORD = "les pages du nouveau mot de passe"  # noqa: S105 - a part's name
    LETTER = "les pages du courrier"
    SPACE = "les pages de l'espace personnel"
    FRANCE_CONNECT = "les pages de FranceConnect"
    FAILED_MAIL = "les pages d'un mail qui ne part pas"


@dataclass(frozen=True, slots=True)
class Way:
    """How a part of the portal is walked."""

    walk: Callable[[Affiliate], None]
    prepare: Callable[[Affiliate], None] = lambda affiliate: None  # noqa: ARG005 - nothing
    """What leads there through pages that other parts show."""


def _log_in(affiliate: Affiliate) -> None:
    open_personal_space(affiliate)
    follow_link(affiliate, affiliate.world.labels.about_france_connect)
    log_in(affiliate, "Inconnu2026")


def _demand(affiliate: Affiliate) -> None:
    fill_request(affiliate, dossier="12A4567", captcha=Captcha.ABSENT)
    fill_request(affiliate)
    validate_choice(affiliate, None)
    validate_choice(affiliate, Channel.MAIL)
    open_reset_mail(affiliate)


def _receive_mail(affiliate: Affiliate) -> None:
    request_reset(affiliate, Channel.MAIL)
    open_reset_mail(affiliate)


def _new_password(affiliate: Affiliate) -> None:
    open_changed_link(affiliate, "sans sa dernière lettre")
    follow_reset_link(affiliate)
    choose_password(affiliate, _SHORT)
    choose_password(affiliate, _CHOSEN, dossier="7654321")
    choose_password(affiliate, _CHOSEN, confirmation="Soleil2027")
    choose_password(affiliate, _CHOSEN)
    follow_reset_link(affiliate)


def _letter(affiliate: Affiliate) -> None:
    validate_choice(affiliate, Channel.POST)
    receive_letter(affiliate)
    log_in_with_letter(affiliate)
    choose_demanded(affiliate, _SHORT)
    choose_demanded(affiliate, _CHOSEN)


def _space(affiliate: Affiliate) -> None:
    account.change_in_space(affiliate, _SHORT)
    account.change_in_space(affiliate, _AFTERWARDS)


def _france_connect(affiliate: Affiliate) -> None:
    if Capability.FRANCE_CONNECT not in affiliate.world.target.capabilities:
        france_connect.go(affiliate)
        return
    france_connect.give_up(affiliate)
    france_connect.identify(affiliate)


def _break_mail(affiliate: Affiliate) -> None:
    break_mail_server(affiliate.world, MailFault.REFUSED)
    fill_request(affiliate)


ITINERARIES: Mapping[Itinerary, Way] = {
    Itinerary.LOG_IN: Way(_log_in),
    Itinerary.DEMAND: Way(_demand),
    Itinerary.NEW_PASSWORD: Way(_new_password, _receive_mail),
    Itinerary.LETTER: Way(_letter, fill_request),
    Itinerary.SPACE: Way(_space),
    Itinerary.FRANCE_CONNECT: Way(_france_connect),
    Itinerary.FAILED_MAIL: Way(
        lambda affiliate: validate_choice(affiliate, Channel.MAIL), _break_mail
    ),
}
"""How each part is walked."""
