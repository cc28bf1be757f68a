"""What every page owes its reader: headers, cookies, anti-forgery, silence."""

from __future__ import annotations

from typing import Any

from flask import session

from simulator.defects.making import Defect, Where, answer, config, view


def _without_step_4(choice: Any) -> Any:
    def chosen(request_id: str) -> Any:
        session["requests"] = [request_id]
        return choice(request_id)

    return chosen


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="referer_fuite",
        summary="Aucune Referrer-Policy : l'adresse du lien fuit vers d'autres sites.",
        where=Where.PAGE,
        expected=("B15",),
        change=answer(lambda response: response.headers.pop("Referrer-Policy", None)),
    ),
    Defect(
        name="temoin_lisible",
        summary="Le cookie de session est lisible par les scripts (sans HttpOnly).",
        where=Where.PAGE,
        expected=("B17",),
        change=config(SESSION_COOKIE_HTTPONLY=False),
    ),
    Defect(
        name="etape5_directe",
        summary="L'étape 5 d'un autre navigateur s'ouvre sans passer par l'étape 4.",
        where=Where.PAGE,
        expected=("B20",),
        change=view("demand.choice", _without_step_4),
    ),
)
