"""Step 6: « Presque fini... », and the mail that really leaves."""

from __future__ import annotations

from typing import Any

from simulator.defects.making import Defect, Where, method
from simulator.portal.ports.smtp import HandOver, Outcome


def _postponed_is_success(send: Any) -> Any:
    def sent(*mail: Any) -> HandOver:
        result: HandOver = send(*mail)
        lost = result.outcome is Outcome.POSTPONED
        return HandOver(Outcome.ACCEPTED) if lost else result

    return sent


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="perdu_sur_4xx",
        summary="Un refus provisoire (451) est pris pour un envoi : le mail est perdu.",
        where=Where.MAIL,
        expected=("B41",),
        change=method("transport", "send", _postponed_is_success),
    ),
)
