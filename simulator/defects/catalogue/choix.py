"""Step 5: the masked address, the options, the warning."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, page_text, rule

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="adresse_en_clair",
        summary="L'adresse mail est montrée entière à l'étape 5.",
        where=Where.PAGE,
        expected=("P5.2",),
        change=rule("mask", lambda _sound: lambda address: address),
    ),
    Defect(
        name="avertissement_absent",
        summary="Rien n'avertit de vérifier que l'adresse n'est pas d'un tiers.",
        where=Where.PAGE,
        expected=("P5.4",),
        change=page_text(
            "Vérifier qu'il ne s'agit pas de l'adresse de votre comptable ou d'un "
            "tiers déclarant à qui vous auriez confié vos identifiants",
            "",
            only="choice.html",
        ),
    ),
)
