"""Steps 4 to 6: forgotten password, choice of the channel, « Presque fini... »."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from simulator.portal.ports.captcha import CaptchaVerdict
from simulator.portal.service import demand
from simulator.portal.service.demand import Channel
from simulator.portal.store.requests import RequestState, ResetRequest
from simulator.portal.web.context import parts, single, typed_situation
from simulator.portal.web.errors import too_many

blueprint = Blueprint("demand", __name__, url_prefix="/Comptes")

CAPTCHA_FIELD = "g-recaptcha-response"
_REMEMBERED_REQUESTS = 5
"""How many requests one browser may have under way (tabs)."""

_SITUATION = "Précisez votre situation : Affilié ou Ayant droit."
_DOSSIER = "Renseignez votre numéro de dossier à sept chiffres, sans espace."
_CAPTCHA = {
    CaptchaVerdict.REFUSED: "Résolvez le CAPTCHA (Je ne suis pas un robot).",
    CaptchaVerdict.UNAVAILABLE: (
        "Le CAPTCHA n'a pas pu être vérifié. Veuillez réessayer dans un instant."
    ),
}
_CHANNEL = "Choisissez comment recevoir votre nouveau mot de passe."


@blueprint.get("/MotDePasseOublie")
def forgotten() -> str:
    """Step 4: « Avez vous oublié votre mot de passe? »."""
    return _forgotten_page([])


@blueprint.post("/MotDePasseOublie")
def identify() -> Response | str:
    """Step 4 submitted: on to step 5 if situation, dossier and CAPTCHA hold (P4.4)."""
    situation, dossier = typed_situation(), single("dossier")
    errors: list[tuple[str | None, str]] = []
    if situation is None:
        errors.append(("situation", _SITUATION))
    if situation is None or not parts().rulebook.is_dossier(dossier, situation):
        errors.append(("dossier", _DOSSIER))
    if situation is None or errors:
        return _forgotten_page(errors)
    verdict = parts().captcha.verify(single(CAPTCHA_FIELD), request.remote_addr)
    if verdict is not CaptchaVerdict.SOLVED:
        return _forgotten_page([("captcha", _CAPTCHA[verdict])])
    request_id = demand.open_request(parts(), situation, dossier)
    mine = [*session.get("requests", []), request_id]
    session["requests"] = mine[-_REMEMBERED_REQUESTS:]
    return redirect(url_for("demand.choice", request_id=request_id), code=303)


@blueprint.get("/ChoixEnvoi/<request_id>")
def choice(request_id: str) -> Response | str:
    """Step 5: how to receive the new password."""
    mine = _mine(request_id)
    if mine is None:
        return redirect(url_for("demand.forgotten"), code=303)
    if mine.state is not RequestState.OPEN:
        return redirect(url_for("demand.taken", request_id=request_id), code=303)
    return _choice_page(mine, [])


@blueprint.post("/ChoixEnvoi/<request_id>")
def choose(request_id: str) -> Response | str:
    """Step 5 submitted: the only action that sends something (P5.6)."""
    mine = _mine(request_id)
    if mine is None:
        return redirect(url_for("demand.forgotten"), code=303)
    channel = Channel.read(single("envoi"))
    if channel is None or not demand.offer_for(parts(), mine).allows(channel):
        return _choice_page(mine, [("envoi", _CHANNEL)])
    too_many_until = demand.choose(parts(), mine, channel)
    if too_many_until is not None:
        return too_many(too_many_until)
    return redirect(url_for("demand.taken", request_id=request_id), code=303)


@blueprint.get("/DemandePriseEnCompte/<request_id>")
def taken(request_id: str) -> Response | str:
    """Step 6: the request is taken into account; reloading sends nothing (P6.1)."""
    mine = _mine(request_id)
    if mine is None:
        return redirect(url_for("demand.forgotten"), code=303)
    match mine.state:
        case RequestState.OPEN:
            return redirect(url_for("demand.choice", request_id=request_id), code=303)
        case RequestState.MAIL:
            address = demand.address_written_to(parts(), mine)
            return render_template("taken_by_mail.html", masked_address=address)
        case RequestState.POST:
            return render_template("taken_by_post.html")
        case RequestState.REFUSED:
            return render_template("not_sent.html")


def _forgotten_page(errors: list[tuple[str | None, str]]) -> str:
    return render_template(
        "forgotten.html",
        errors=errors,
        situation=single("situation"),
        dossier=single("dossier"),
        site_key=parts().settings.captcha_site_key,
        captcha_script=parts().routes.captcha_script,
    )


def _choice_page(mine: ResetRequest, errors: list[tuple[str | None, str]]) -> str:
    offer = demand.offer_for(parts(), mine)
    return render_template("choice.html", offer=offer, errors=errors)


def _mine(request_id: str) -> ResetRequest | None:
    """Return the request, if it was made in this very browser (B20)."""
    if request_id not in session.get("requests", []):
        return None
    return demand.find_request(parts(), request_id)
