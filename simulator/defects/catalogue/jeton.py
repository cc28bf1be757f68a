"""The token of the link: forged, used twice, outlived."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, always, function
from simulator.portal.store import links

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="deux_jetons_vivants",
        summary="Une nouvelle demande laisse vivre le lien de la précédente.",
        where=Where.TOKEN,
        expected=("B04",),
        change=function(links, "replace_all", always(None)),
    ),
)
