"""FranceConnect: the block on the pages, and what it may not touch."""

from __future__ import annotations

from simulator.defects.catalogue import france_connect_preuves
from simulator.defects.making import (
    Defect,
    Where,
    page_text,
)

_BLOCK: tuple[Defect, ...] = (
    Defect(
        name="fc_absent",
        summary="Le bouton « S'identifier avec FranceConnect » a disparu des pages.",
        where=Where.PAGE,
        expected=("P3.2", "P6.3"),
        change=page_text("S'identifier avec FranceConnect", "", only="parts.html"),
    ),
)


DEFECTS: tuple[Defect, ...] = (
    *_BLOCK,
    *france_connect_preuves.DEFECTS,
)
