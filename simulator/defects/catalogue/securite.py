"""What every page owes its reader: headers, cookies, anti-forgery."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Response, redirect, request, session

from simulator.defects.catalogue import limites_et_journal
from simulator.defects.making import (
    Change,
    Defect,
    Where,
    answer,
    config,
    page_text,
    together,
    view,
)
from simulator.portal.rules.situation import Situation
from simulator.portal.service import login, redemption
from simulator.portal.store import accounts, links
from simulator.portal.web.context import parts, single

_REFUSED = redemption.Refusal.DOSSIER.value


def _without_step_4(choice: Any) -> Any:
    def chosen(request_id: str) -> Any:
        session["requests"] = [request_id]
        return choice(request_id)

    return chosen


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


def _changed_by_address(form: Any) -> Any:
    def shown() -> Any:
        typed = redemption.NewPassword(*(request.args.get(name, "") for name in _TYPED))
        token = request.args.get("token", "")
        if typed.password and redemption.redeem(parts(), token, typed).done:
            session["changed"] = True
            return redirect("/Comptes/ChangementEffectue", code=303)
        return form()

    return shown


_TYPED = ("dossier", "mot_de_passe", "confirmation")


def _logged_in_by_link(form: Any) -> Any:
    def shown() -> Any:
        claims = parts().tokens.decode(request.args.get("token", ""))
        if claims is not None:
            with parts().store.begin() as connection:
                link = links.find(connection, claims.jti)
                account = link and accounts.find(
                    connection, link.situation, link.dossier
                )
                if account:
                    opened = login.open_session(
                        parts(), connection, account, must_change=False
                    )
                    session["login"] = opened.id
        return form()

    return shown


def _wherever_asked(submit: Any) -> Any:
    def submitted() -> Any:
        answered = submit()
        wanted = request.values.get("ReturnUrl") or request.values.get("next")
        return (
            redirect(wanted, code=303) if wanted and session.get("login") else answered
        )

    return submitted


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
        name="hsts_absent",
        summary="Aucun HSTS : la première visite peut être détournée en http://.",
        where=Where.PAGE,
        expected=("B17",),
        change=_without("Strict-Transport-Security"),
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
        name="csrf_absent",
        summary="Les formulaires s'envoient depuis un autre site, cookies compris.",
        where=Where.PAGE,
        expected=("B18",),
        change=config(WTF_CSRF_ENABLED=False, SESSION_COOKIE_SAMESITE="None"),
    ),
    Defect(
        name="changement_par_adresse",
        summary="Ouvrir une adresse suffit à changer le mot de passe (GET).",
        where=Where.PAGE,
        expected=("B18",),
        change=view("reset.form", _changed_by_address),
    ),
    Defect(
        name="etape5_directe",
        summary="L'étape 5 d'un autre navigateur s'ouvre sans passer par l'étape 4.",
        where=Where.PAGE,
        expected=("B20",),
        change=view("demand.choice", _without_step_4),
    ),
    Defect(
        name="lien_qui_connecte",
        summary="Suivre le lien ouvre l'espace personnel de son titulaire.",
        where=Where.PAGE,
        expected=("B08", "B48"),
        change=view("reset.form", _logged_in_by_link),
    ),
    Defect(
        name="enumeration_etape_8",
        summary="L'étape 8 dit qu'un numéro de dossier n'existe pas.",
        where=Where.PAGE,
        expected=("B01",),
        change=answer(_tells_who_exists, "reset.submit"),
    ),
    Defect(
        name="redirection_ouverte",
        summary="Après la connexion, le portail renvoie où l'adresse le demande.",
        where=Where.PAGE,
        expected=("B52",),
        change=view("login.submit", _wherever_asked),
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
    *limites_et_journal.DEFECTS,
)
