"""Step 4: how often one may ask."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import session

from simulator.defects.making import (
    Defect,
    Where,
    settings,
    together,
    view,
)
from simulator.portal.settings import RateLimits
from simulator.portal.web.context import parts
from simulator.portal.web.errors import too_many

_MANY = "1000 per 1 minute"


_PER_BROWSER = 5


def _counted_in_its_cookie(sound: Any) -> Any:
    def chosen(request_id: str) -> Any:
        session["sent"] = session.get("sent", 0) + 1
        if session["sent"] > _PER_BROWSER:
            return too_many(parts().clock.now())
        return sound(request_id)

    return chosen


_LIMITS: tuple[Defect, ...] = (
    Defect(
        name="limite_par_navigateur",
        summary="Les envois sont comptés dans le cookie : en changer remet à zéro.",
        where=Where.PAGE,
        expected=("B22",),
        change=together(
            settings(
                rate_limits=replace(
                    RateLimits(), demands_per_dossier=_MANY, sendings_per_dossier=_MANY
                )
            ),
            view("demand.choose", _counted_in_its_cookie),
        ),
    ),
)


DEFECTS: tuple[Defect, ...] = (*_LIMITS,)
