"""How long things live."""

from __future__ import annotations

from datetime import timedelta

from flask import has_request_context, request

from simulator.defects.making import Defect, Where, rule


def _posting_step_8() -> bool:
    return has_request_context() and request.endpoint == "reset.submit"


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="exp_inclusif",
        summary="Le lien vit encore une seconde après son échéance.",
        where=Where.TIME,
        expected=("P7.6",),
        change=rule(
            "is_alive",
            lambda _sound: lambda now, end: now <= end + timedelta(seconds=1),
        ),
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
