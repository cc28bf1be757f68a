"""Two things at once."""

from __future__ import annotations

from typing import Any

from flask import g

from simulator.defects.making import Defect, Where, function, together
from simulator.portal.service import redemption
from simulator.portal.store import links


def _once_per_request(examine: Any) -> Any:
    def examined(*arguments: Any) -> Any:
        if "examined" not in g:
            g.examined = examine(*arguments)
        return g.examined

    return examined


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="course_double_post",
        summary="Deux envois simultanés du formulaire avec un même lien réussissent.",
        where=Where.CONCURRENCE,
        expected=("B50",),
        change=together(
            function(redemption, "_examine", _once_per_request),
            function(links, "redeem", lambda use: lambda *link: use(*link) or True),
        ),
    ),
)
