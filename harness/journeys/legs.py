"""The procedure by mail as data: legs that a crowd walks, each a task of the features.

How long somebody thinks before each leg is an assumption: CARPIMKO publishes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from harness.journeys.access import open_forgotten_password
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import Channel, submit_request, validate_choice
from harness.journeys.login import log_in
from harness.journeys.mails import follow_reset_link, open_reset_mail
from harness.journeys.password import choose_password


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody comes for."""

    password: str
    """The one that she will choose."""
    other_dossier: str = ""
    """Somebody else's number, that she types by mistake."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of the way; the name is how reports say it."""

    id: str
    name: str
    thinks_s: tuple[float, float]
    """How long she thinks before it, at least and at most (seconds)."""
    task: Callable[[Affiliate, Errand], None]


def _another_dossier(affiliate: Affiliate, errand: Errand) -> None:
    choose_password(affiliate, errand.password, dossier=errand.other_dossier)


ACCESS = Leg(
    "acces",
    "Étapes 1 à 3 : arriver à la demande",
    (0, 0),
    lambda affiliate, _: open_forgotten_password(affiliate),
)
DEMAND = Leg(
    "demande",
    "Étape 4 : la demande",
    (6, 14),
    lambda affiliate, _: submit_request(affiliate),
)
CHOICE = Leg(
    "choix",
    "Étapes 5 et 6 : le choix du mail",
    (3, 8),
    lambda affiliate, _: validate_choice(affiliate, Channel.MAIL),
)
MAIL = Leg(
    "mail",
    "Étape 7 : le mail arrive",
    (0, 0),
    lambda affiliate, _: open_reset_mail(affiliate),
)
LINK = Leg(
    "lien",
    "Étape 7 : le lien s'ouvre",
    (10, 40),
    lambda affiliate, _: follow_reset_link(affiliate),
)
OTHER_DOSSIER = Leg(
    "autre_dossier", "Étape 8 : le dossier d'un autre", (8, 16), _another_dossier
)
PASSWORD = Leg(
    "mot_de_passe",
    "Étape 8 : le nouveau mot de passe",
    (8, 16),
    lambda affiliate, errand: choose_password(affiliate, errand.password),
)
LOG_IN = Leg(
    "connexion",
    "Étape 9 : la connexion",
    (3, 10),
    lambda affiliate, errand: log_in(affiliate, errand.password),
)

BY_MAIL: tuple[Leg, ...] = (ACCESS, DEMAND, CHOICE, MAIL, LINK, PASSWORD, LOG_IN)
"""The procedure, from the home page to a log-in with the new password."""

BY_MAIL_WITH_ANOTHER_DOSSIER: tuple[Leg, ...] = (
    *BY_MAIL[: BY_MAIL.index(PASSWORD)],
    OTHER_DOSSIER,
    *BY_MAIL[BY_MAIL.index(PASSWORD) :],
)
"""The same, with another number typed first at step 8: the link must not open it."""

LEGS: tuple[Leg, ...] = BY_MAIL_WITH_ANOTHER_DOSSIER
"""Every leg there is, in the order in which reports show them."""
