"""Step 4 and log-in: what tells a dossier that exists from one that does not."""

from __future__ import annotations

from typing import Any

from flask import render_template

from simulator.defects.making import (
    Defect,
    Where,
    always,
    function,
    view,
)
from simulator.portal.rules.situation import Situation
from simulator.portal.service import decoy, demand
from simulator.portal.store import accounts
from simulator.portal.web.context import parts, single, typed_situation

_SEE_OTHER = 303


def _exists(situation: Situation | None, dossier: str) -> bool:
    if situation is None:
        return False
    with parts().store.begin() as connection:
        return accounts.find(connection, situation, dossier) is not None


def _named_exists() -> bool:
    return _exists(typed_situation(), single("dossier"))


def _said_unknown(identify: Any) -> Any:
    def identified() -> Any:
        response = identify()
        if getattr(response, "status_code", 0) != _SEE_OTHER or _named_exists():
            return response
        text = "Ce numéro de dossier nous est inconnu."
        return render_template("error.html", title="Dossier inconnu", text=text)

    return identified


def _not_found(choice: Any) -> Any:
    def shown(request_id: str) -> Any:
        asked = demand.find_request(parts(), request_id)
        known = asked is None or _exists(asked.situation, asked.dossier)
        return choice(request_id) if known else (choice(request_id), 404)

    return shown


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="enumeration_texte",
        summary="La demande répond « dossier inconnu » à qui n'existe pas.",
        where=Where.PAGE,
        expected=("B01",),
        change=view("demand.identify", _said_unknown),
    ),
    Defect(
        name="enumeration_code_http",
        summary="L'étape 5 d'un dossier inconnu est la même page, mais en 404.",
        where=Where.PAGE,
        expected=("B01",),
        change=view("demand.choice", _not_found),
    ),
    Defect(
        name="enumeration_initiale",
        summary="L'adresse masquée d'un dossier inconnu commence toujours par « n ».",
        where=Where.PAGE,
        expected=("B01",),
        change=function(decoy, "_INITIALS", lambda _sound: "n"),
    ),
    Defect(
        name="enumeration_temps",
        summary="Un dossier inconnu répond plus vite : aucun mail n'y est remis.",
        where=Where.TIME,
        expected=("B02",),
        change=function(decoy, "pretend_hand_over", always(None)),
    ),
)
