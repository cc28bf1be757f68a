"""Steps 8 and 9: dossier, password rule, confirmation, and what takes effect."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, always, rule

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="confirmation_ignoree",
        summary="Une confirmation différente du mot de passe est acceptée.",
        where=Where.PAGE,
        expected=("P8.3",),
        change=rule("same_password", always(True)),
    ),
)
