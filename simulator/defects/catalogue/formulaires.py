"""Forms, and what opens without them: anti-forgery, order, redirections."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import abort, current_app, redirect, request, session
from itsdangerous import BadData, URLSafeTimedSerializer

from simulator.defects.making import (
    Defect,
    Where,
    config,
    hook,
    together,
    view,
)
from simulator.portal.service import login, redemption
from simulator.portal.store import accounts, links
from simulator.portal.web.context import parts


def _without_step_4(choice: Any) -> Any:
    def chosen(request_id: str) -> Any:
        session["requests"] = [request_id]
        return choice(request_id)

    return chosen


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


def _of_anybody(_sound: Any) -> Any:
    """Accept any anti-forgery value that the portal signed, whoever it was for."""

    def protect() -> None:
        key = current_app.config["SECRET_KEY"]
        signed = URLSafeTimedSerializer(key, salt="wtf-csrf-token")
        if request.method == "POST":
            try:
                signed.loads(request.form.get("csrf_token", ""))
            except BadData:
                abort(HTTPStatus.BAD_REQUEST)

    return protect


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="csrf_absent",
        summary="Les formulaires s'envoient depuis un autre site, cookies compris.",
        where=Where.PAGE,
        expected=("B18",),
        change=config(WTF_CSRF_ENABLED=False, SESSION_COOKIE_SAMESITE="None"),
    ),
    Defect(
        name="csrf_non_lie",
        summary="Le jeton anti-CSRF d'un visiteur vaut pour la session d'un autre.",
        where=Where.PAGE,
        expected=("B18",),
        change=together(
            hook("csrf_protect", _of_anybody), config(SESSION_COOKIE_SAMESITE="None")
        ),
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
        name="redirection_ouverte",
        summary="Après la connexion, le portail renvoie où l'adresse le demande.",
        where=Where.PAGE,
        expected=("B52",),
        change=view("login.submit", _wherever_asked),
    ),
)
