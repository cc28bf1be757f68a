"""Two things at once."""

from __future__ import annotations

from typing import Any

from flask import g

from simulator.defects.making import Defect, Where, function, together
from simulator.portal.service import redemption
from simulator.portal.service.redemption import LinkStatus, Redemption
from simulator.portal.store import links


def _once_per_request(examine: Any) -> Any:
    def examined(*arguments: Any) -> Any:
        if "examined" not in g:
            g.examined = examine(*arguments)
        return g.examined

    return examined


def _success_to_all(redeem: Any) -> Any:
    def redeemed(*arguments: Any) -> Redemption:
        outcome: Redemption = redeem(*arguments)
        used = outcome.link is LinkStatus.USED
        return Redemption(LinkStatus.LIVE) if used else outcome

    return redeemed


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
    Defect(
        name="succes_annonce_a_tous",
        summary="De deux envois simultanés, celui qui ne change rien se dit réussi.",
        where=Where.CONCURRENCE,
        expected=("P8.4", "B50"),
        change=function(redemption, "redeem", _success_to_all),
    ),
)
