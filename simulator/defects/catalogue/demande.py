"""Step 4: situation, dossier number, and what else the page asks."""

from __future__ import annotations

import re
from typing import Any

from simulator.defects.catalogue import captcha, enumeration, limites
from simulator.defects.making import (
    Defect,
    Where,
    always,
    function,
    rule,
)
from simulator.defects.variation import Change
from simulator.portal.rules.situation import Situation
from simulator.portal.service import demand


def _accepting(pattern: str, flags: int = 0) -> Change:
    """Take what *pattern* finds for a dossier number."""
    found = re.compile(pattern, flags)
    return rule(
        "is_dossier",
        lambda _sound: lambda text, _situation: found.search(text) is not None,
    )


def _opened_for(other: Any) -> Change:
    """Open the request for the dossier that *other* makes of the typed one."""
    return function(
        demand,
        "open_request",
        lambda sound: (
            lambda portal, situation, dossier: sound(portal, situation, other(dossier))
        ),
    )


def _read_as(reading: Any) -> Change:
    """Look up what *reading* makes of the posted situation."""
    return rule("read_situation", lambda sound: lambda text: sound(reading(text)))


def _for_affiliates(sound: Any) -> Any:
    return lambda portal, _situation, dossier: sound(portal, Situation.AFFILIE, dossier)


_SITUATION: tuple[Defect, ...] = (
    Defect(
        name="situation_ignoree",
        summary="La demande d'un ayant droit est servie à l'affilié du même numéro.",
        where=Where.STATE,
        expected=("P4.1",),
        change=function(demand, "open_request", _for_affiliates),
    ),
    Defect(
        name="situation_par_defaut",
        summary="Qui ne précise pas sa situation est pris pour un affilié.",
        where=Where.PAGE,
        expected=("P4.1",),
        change=_read_as(lambda text: text or "affilie"),
    ),
)


_DOSSIER: tuple[Defect, ...] = (
    Defect(
        name="dossier_entier",
        summary="Le numéro de dossier est lu comme un nombre : 0123456 devient 123456.",
        where=Where.STATE,
        expected=("P4.2",),
        change=_opened_for(lambda dossier: str(int(dossier))),
    ),
    Defect(
        name="dossier_chiffres_unicode",
        summary="Les chiffres de toutes les écritures sont acceptés (\\d).",
        where=Where.PAGE,
        expected=("P4.2",),
        change=_accepting(r"\A\d{7}\Z"),
    ),
    Defect(
        name="controle_client_seul",
        summary="La forme du numéro n'est contrôlée que dans le navigateur.",
        where=Where.PAGE,
        expected=("P4.2",),
        change=rule("is_dossier", always(True)),
    ),
)


DEFECTS: tuple[Defect, ...] = (
    *_SITUATION,
    *_DOSSIER,
    *captcha.DEFECTS,
    *limites.DEFECTS,
    *enumeration.DEFECTS,
)
