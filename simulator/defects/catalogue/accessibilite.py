"""What a screen reader or a keyboard needs of a page."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, page_text, together

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="page_en_anglais",
        summary="Les pages se disent en anglais : elles sont lues avec cet accent.",
        where=Where.PAGE,
        expected=("B56",),
        change=page_text('lang="fr"', 'lang="en"', only="base.html"),
    ),
    Defect(
        name="erreur_couleur_seule",
        summary="Une erreur ne se voit qu'à la couleur du champ : aucun mot ne la dit.",
        where=Where.PAGE,
        expected=("B56",),
        change=together(
            page_text("{% if errors %}", "{% if false %}", only="parts.html"),
            page_text("{% if mine %}", "{% if false %}", only="parts.html"),
        ),
    ),
)
