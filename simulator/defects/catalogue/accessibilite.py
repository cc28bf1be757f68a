"""What a screen reader or a keyboard needs of a page."""

from __future__ import annotations

from simulator.defects.making import Defect, Where, page_text, together

_TITLE = "<title>{% block title %}{% endblock %} - Carpimko</title>"
_VAGUE = "Cette saisie est invalide."
_LEGEND = "<legend>Vous êtes un</legend>"

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="titre_unique",
        summary="Toutes les pages ont le même titre : on ne sait où l'on est.",
        where=Where.PAGE,
        expected=("B56",),
        change=page_text(_TITLE, "<title>Carpimko</title>", only="base.html"),
    ),
    Defect(
        name="choix_sans_legende",
        summary="La question « Vous êtes un » n'est plus la légende de ses deux choix.",
        where=Where.PAGE,
        expected=("B56",),
        change=page_text(_LEGEND, "<p>Vous êtes un</p>", only="parts.html"),
    ),
    Defect(
        name="bouton_image_sans_nom",
        summary="Un bouton fait d'une image ne dit pas ce qu'il fait.",
        where=Where.PAGE,
        expected=("B56",),
        change=page_text(
            "</main>",
            '<button type="button"><img src="loupe.png"></button></main>',
            only="base.html",
        ),
    ),
    Defect(
        name="ordre_de_tabulation_force",
        summary="Le pied de page passe au clavier avant tout le reste.",
        where=Where.PAGE,
        expected=("B56",),
        change=page_text("<footer>", '<footer tabindex="5">', only="base.html"),
    ),
    Defect(
        name="obligatoire_non_dit",
        summary="Rien ne dit que le numéro de dossier est obligatoire.",
        where=Where.PAGE,
        expected=("B56",),
        change=page_text('title="Sept chiffres" required', "", only="parts.html"),
    ),
    Defect(
        name="forme_non_dite",
        summary="Un mot de passe refusé est « invalide », sans dire comment le former.",
        where=Where.PAGE,
        expected=("B56", "P8.2"),
        change=together(
            page_text('<p id="regle" class="hint">', '<p hidden id="regle">'),
            page_text(
                '{{ mine | join(" ") }}',
                "Cette saisie est invalide.",
                only="parts.html",
            ),
        ),
    ),
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
