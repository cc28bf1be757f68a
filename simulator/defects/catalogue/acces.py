"""Steps 1 to 3: the address, « Espace personnel », « Mot de passe oublié ? »."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, always, hook, page_text

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="http_sans_redirection",
        summary="http:// est servi tel quel, sans redirection vers https://.",
        where=Where.PAGE,
        expected=("P1.1",),
        change=hook("to_public_address", always(None)),
    ),
    Defect(
        name="bouton_espace_renomme",
        summary="Le bouton s'appelle « Mon compte » au lieu d'« Espace personnel ».",
        where=Where.PAGE,
        expected=("P2.1",),
        change=page_text("Espace personnel", "Mon compte", only="home.html"),
    ),
)
