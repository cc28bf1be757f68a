"""What the portal remembers and forgets."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, always, function
from simulator.portal.store import sessions

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="sessions_vivantes",
        summary="Les sessions ouvertes survivent au changement de mot de passe.",
        where=Where.STATE,
        expected=("B25",),
        change=function(sessions, "close_all", always(None)),
    ),
)
