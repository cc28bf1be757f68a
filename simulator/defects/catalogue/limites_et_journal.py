"""How often things may be done, and what the log keeps of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request

from simulator.defects.making import (
    Defect,
    Where,
    always,
    function,
    settings,
    together,
    view,
)
from simulator.portal.service import redemption
from simulator.portal.settings import RateLimits
from simulator.portal.store import journal
from simulator.portal.web.context import parts

_NO_LIMIT = "100000 per 1 minute"


def _writing(line: Callable[[], str]) -> Callable[[Any], Any]:
    """Have a view write *line* into the portal's log, as it is."""

    def around(sound: Any) -> Any:
        def submitted() -> Any:
            with parts().store.begin() as connection:
                journal.write(connection, parts().clock.now(), line())
            return sound()

        return submitted

    return around


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="sans_limite",
        summary="Rien ne limite le nombre de demandes ni d'essais.",
        where=Where.STATE,
        expected=("B22",),
        change=settings(rate_limits=None),
    ),
    Defect(
        name="limite_par_adresse_seule",
        summary="Les demandes sont limitées par adresse réseau, non par dossier.",
        where=Where.STATE,
        expected=("B22",),
        change=settings(
            rate_limits=RateLimits(
                demands_per_dossier=_NO_LIMIT, sendings_per_dossier=_NO_LIMIT
            )
        ),
    ),
    Defect(
        name="essais_sans_limite_etape_8",
        summary="Rien ne limite les numéros de dossier essayés avec un lien.",
        where=Where.STATE,
        expected=("B22",),
        change=settings(
            rate_limits=RateLimits(
                resets_per_address=_NO_LIMIT, resets_per_link=_NO_LIMIT
            )
        ),
    ),
    Defect(
        name="essais_sans_limite_connexion",
        summary="Rien ne limite les mots de passe essayés à la connexion.",
        where=Where.STATE,
        expected=("B22",),
        change=settings(
            lockout_after=None, rate_limits=RateLimits(logins_per_address=_NO_LIMIT)
        ),
    ),
    Defect(
        name="journal_bavard",
        summary="Le journal garde le formulaire de l'étape 8, mot de passe compris.",
        where=Where.STATE,
        expected=("B53",),
        change=view("reset.submit", _writing(lambda: f"reçu {request.form.to_dict()}")),
    ),
    Defect(
        name="journal_des_adresses",
        summary="Le journal garde l'adresse du lien, jeton compris.",
        where=Where.STATE,
        expected=("B53",),
        change=together(
            function(journal, "_discreet", lambda _sound: lambda event: event),
            view("reset.form", _writing(lambda: f"GET {request.url}")),
        ),
    ),
    Defect(
        name="journal_sans_echec",
        summary="Le journal ne garde rien d'un changement refusé à l'étape 8.",
        where=Where.STATE,
        expected=("B53",),
        change=function(redemption, "_journal_refusal", always(None)),
    ),
)
