"""What every page owes its reader: headers, cookies, silence."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

from simulator.defects.catalogue import formulaires, limites_et_journal
from simulator.defects.making import (
    Change,
    Defect,
    Where,
    answer,
    config,
    page_text,
    together,
)
from simulator.portal.rules.situation import Situation
from simulator.portal.service import redemption
from simulator.portal.store import accounts
from simulator.portal.web.context import parts, single

_REFUSED = redemption.Refusal.DOSSIER.value


def _without(header: str) -> Change:
    return answer(lambda response: response.headers.pop(header, None))


def _may_be_kept(response: Response) -> None:
    response.headers["Cache-Control"] = "private, max-age=600"


def _policy_without(directive: str) -> Change:
    def edit(response: Response) -> None:
        policy = response.headers.get("Content-Security-Policy", "")
        kept = (one for one in policy.split(";") if directive not in one)
        response.headers["Content-Security-Policy"] = ";".join(kept)
        if directive == "frame-ancestors":
            response.headers.pop("X-Frame-Options", None)

    return answer(edit)


def _tells_who_exists(response: Response) -> None:
    text = response.get_data(as_text=True)
    if _REFUSED not in text:
        return
    with parts().store.begin() as connection:
        known = any(
            accounts.find(connection, situation, single("dossier"))
            for situation in Situation
        )
    if not known:
        response.set_data(text.replace(_REFUSED, "Ce numéro de dossier n'existe pas."))


def _found(response: Response) -> None:
    if response.status_code == HTTPStatus.NOT_FOUND:
        response.status_code = HTTPStatus.OK


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="referer_fuite",
        summary="Aucune Referrer-Policy : l'adresse du lien fuit vers d'autres sites.",
        where=Where.PAGE,
        expected=("B15",),
        change=_without("Referrer-Policy"),
    ),
    Defect(
        name="mesure_d_audience",
        summary="La page du lien donne son adresse, jeton compris, à un tiers.",
        where=Where.PAGE,
        expected=("B15",),
        change=together(
            page_text(
                "{% block head %}",
                "{% block head %}"
                '<script src="https://audience.example/mesure.js"></script>',
                only="base.html",
            ),
            answer(
                lambda response: response.headers.update(
                    {
                        "Referrer-Policy": "no-referrer-when-downgrade",
                        "Content-Security-Policy": "script-src https:",
                    }
                )
            ),
        ),
    ),
    Defect(
        name="temoin_lisible",
        summary="Le cookie de session est lisible par les scripts (sans HttpOnly).",
        where=Where.PAGE,
        expected=("B17",),
        change=config(SESSION_COOKIE_HTTPONLY=False),
    ),
    Defect(
        name="temoin_en_clair",
        summary="Le cookie de session voyage aussi en http:// (sans Secure).",
        where=Where.PAGE,
        expected=("B17",),
        change=config(SESSION_COOKIE_SECURE=False),
    ),
    Defect(
        name="page_encadrable",
        summary="Un autre site peut montrer les pages dans un cadre, et voler un clic.",
        where=Where.PAGE,
        expected=("B17",),
        change=_policy_without("frame-ancestors"),
    ),
    Defect(
        name="pages_en_cache",
        summary="Les pages de la procédure se gardent dix minutes en cache.",
        where=Where.PAGE,
        expected=("B16",),
        change=answer(_may_be_kept),
    ),
    Defect(
        name="enumeration_etape_8",
        summary="L'étape 8 dit qu'un numéro de dossier n'existe pas.",
        where=Where.PAGE,
        expected=("B01",),
        change=answer(_tells_who_exists, "reset.submit"),
    ),
    Defect(
        name="nom_actif_dans_la_page",
        summary="Le nom de l'affilié est écrit tel quel dans le HTML de son espace.",
        where=Where.PAGE,
        expected=("B39",),
        change=page_text(
            "{{ account.last_name }}",
            "{{ account.last_name | safe }}",
            only="personal_space.html",
        ),
    ),
    Defect(
        name="page_absente_200",
        summary="Une adresse qui n'existe pas répond comme une page qui existe (200).",
        where=Where.PAGE,
        expected=("B59",),
        change=answer(_found),
    ),
    *formulaires.DEFECTS,
    *limites_et_journal.DEFECTS,
)
