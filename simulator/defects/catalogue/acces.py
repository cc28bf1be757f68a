"""Steps 1 to 3: the address, « Espace personnel », « Mot de passe oublié ? »."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for

from simulator.defects.making import (
    Defect,
    Where,
    always,
    answer,
    answer_text,
    function,
    hook,
    page_text,
    settings,
    view,
)
from simulator.portal.rules.situation import Situation
from simulator.portal.service import login

_FORGOTTEN = "<a href=\"{{ url_for('demand.forgotten') }}\">Mot de passe oublié ?</a>"
_NOT_FOUND = 404


def _to_login(_view: Any) -> Any:
    return lambda: redirect(url_for("login.form"))


def _as_a_number(log_in: Any) -> Any:
    def logged_in(parts: Any, situation: Any, dossier: str, password: str) -> Any:
        return log_in(parts, situation, dossier.lstrip("0"), password)

    return logged_in


def _by_number_alone(log_in: Any) -> Any:
    def logged_in(parts: Any, situation: Any, dossier: str, password: str) -> Any:
        outcome = log_in(parts, situation, dossier, password)
        for other in Situation if outcome.session is None else ():
            if other is not situation:
                outcome = log_in(parts, other, dossier, password)
        return outcome

    return logged_in


def _broken_down(_refuse: Any) -> Any:
    def refused(_parts: Any, _typed: str) -> Any:
        raise ValueError("Seven digits were expected.")

    return refused


def _found(response: Any) -> None:
    if response.status_code == _NOT_FOUND:
        response.status_code = 200


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="http_sans_redirection",
        summary="http:// est servi tel quel, sans redirection vers https://.",
        where=Where.PAGE,
        expected=("P1.1",),
        change=hook("to_public_address", always(None)),
    ),
    Defect(
        name="domaine_nu_sans_redirection",
        summary="Sans www, carpimko.com est servi tel quel, hors du site officiel.",
        where=Where.PAGE,
        expected=("P1.1",),
        change=settings(apex_host="ancien.carpimko.com"),
    ),
    Defect(
        name="accueil_en_maintenance",
        summary="La page d'accueil est restée sur sa page de maintenance (503).",
        where=Where.PAGE,
        expected=("P1.1",),
        change=view("public.home", always(("Site en maintenance", 503))),
    ),
    Defect(
        name="accueil_saute",
        summary="L'accueil renvoie d'office à la connexion : plus d'étapes 1 et 2.",
        where=Where.PAGE,
        expected=("P1.1", "P2.1"),
        change=view("public.home", _to_login),
    ),
    Defect(
        name="bouton_espace_renomme",
        summary="Le bouton s'appelle « Mon compte » au lieu d'« Espace personnel ».",
        where=Where.PAGE,
        expected=("P2.1",),
        change=page_text("Espace personnel", "Mon compte", only="home.html"),
    ),
    Defect(
        name="espace_lien_mort",
        summary="Le bouton « Espace personnel » mène à une page qui n'existe plus.",
        where=Where.PAGE,
        expected=("P2.1",),
        change=page_text("{{ personal_space }}", "/espace-adherent", only="home.html"),
    ),
    Defect(
        name="espace_deux_destinations",
        summary="Un second « Espace personnel », au bas de l'accueil, mène ailleurs.",
        where=Where.PAGE,
        expected=("P2.1",),
        change=page_text(
            "<p>Votre espace personnel vous",
            '<p><a href="/FranceConnect/Presentation">Espace personnel</a></p>\n'
            "<p>Votre espace personnel vous",
            only="home.html",
        ),
    ),
    Defect(
        name="lien_oublie_submit",
        summary="Le lien « Mot de passe oublié ? » envoie le formulaire de connexion.",
        where=Where.PAGE,
        expected=("P3.1",),
        change=page_text(
            _FORGOTTEN,
            '<button type="submit">Mot de passe oublié ?</button>',
            only="parts.html",
        ),
    ),
    Defect(
        name="oublie_demande_connexion",
        summary="Le lien « Mot de passe oublié ? » demande d'abord de se connecter.",
        where=Where.PAGE,
        expected=("P3.1",),
        change=view("demand.forgotten", _to_login),
    ),
    Defect(
        name="oublie_perdu_apres_refus",
        summary="Après une connexion refusée, « Mot de passe oublié ? » a disparu.",
        where=Where.PAGE,
        expected=("P3.1",),
        change=answer_text("Mot de passe oublié ?", "", "login.submit"),
    ),
    Defect(
        name="connexion_sans_situation",
        summary="La page de connexion ne demande pas la situation.",
        where=Where.PAGE,
        expected=("P3.2",),
        change=page_text("{{ situation(mark=mark) }}", "", only="parts.html"),
    ),
    Defect(
        name="connexion_dossier_entier",
        summary="La connexion lit le dossier comme un nombre et perd le zéro de tête.",
        where=Where.STATE,
        expected=("P3.2",),
        change=function(login, "log_in", _as_a_number),
    ),
    Defect(
        name="connexion_500_numero_mal_forme",
        summary="Un numéro de dossier mal formé fait échouer la connexion (500).",
        where=Where.PAGE,
        expected=("P3.2",),
        change=function(login, "_refuse_nobody", _broken_down),
    ),
    Defect(
        name="connexion_situation_ignoree",
        summary="La connexion essaie aussi le même numéro dans l'autre situation.",
        where=Where.STATE,
        expected=("P4.1",),
        change=function(login, "log_in", _by_number_alone),
    ),
    Defect(
        name="adresse_convenue_absente",
        summary="L'adresse /.well-known/change-password ne mène nulle part.",
        where=Where.PAGE,
        expected=("B59",),
        change=view("public.change_password", always(("Page introuvable", 404))),
    ),
    Defect(
        name="introuvable_en_200",
        summary="Une adresse qui n'existe pas répond 200, comme si elle existait.",
        where=Where.PAGE,
        expected=("B59",),
        change=answer(_found),
    ),
    Defect(
        name="hsts_absent",
        summary="Aucun Strict-Transport-Security : le premier http:// reste en clair.",
        where=Where.PAGE,
        expected=("B17",),
        change=answer(lambda one: one.headers.pop("Strict-Transport-Security", None)),
    ),
)
