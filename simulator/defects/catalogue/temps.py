"""How long things live."""

from __future__ import annotations

from flask import has_request_context, request

from simulator.defects.making import Defect, Where, rule


def _posting_step_8() -> bool:
    return has_request_context() and request.endpoint == "reset.submit"


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="exp_inclusif",
        summary="Le lien vit encore à l'instant où il expire : une seconde de trop.",
        where=Where.TIME,
        expected=("P7.6",),
        change=rule("is_alive", lambda _sound: lambda now, expiry: now <= expiry),
    ),
    Defect(
        name="exp_get_seul",
        summary="L'expiration n'est vérifiée qu'à l'ouverture du formulaire.",
        where=Where.TIME,
        expected=("B12",),
        change=rule(
            "is_alive",
            lambda sound: lambda now, end: _posting_step_8() or sound(now, end),
        ),
    ),
)
