"""Steps 7 to 9: the link followed, the new password, « Changement effectué ! »."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from simulator.portal.service import redemption
from simulator.portal.service.demand import RESET_PATH
from simulator.portal.service.redemption import (
    LinkStatus,
    NewPassword,
    Redemption,
    Refusal,
)
from simulator.portal.web.context import parts, single

blueprint = Blueprint("reset", __name__)

GONE = 410
_FIELDS = {Refusal.DOSSIER: "dossier", Refusal.CONFIRMATION: "confirmation"}

_DEAD = {
    LinkStatus.EXPIRED: (
        "Ce lien a expiré",
        (
            "Ce lien n'était actif que pour 24 heures. Ce délai est passé : vous devez "
            "faire une nouvelle demande."
        ),
    ),
    LinkStatus.USED: (
        "Ce lien a déjà servi",
        (
            "Votre mot de passe a déjà été modifié avec ce lien. Pour le modifier de "
            "nouveau, vous devez faire une nouvelle demande."
        ),
    ),
    LinkStatus.UNKNOWN: (
        "Ce lien n'est pas valable",
        (
            "Vérifiez que vous avez copié en entier le lien du dernier message reçu, "
            "ou faites une nouvelle demande."
        ),
    ),
}


@blueprint.get(RESET_PATH)
def form() -> tuple[str, int]:
    """Step 7: the link followed. However often it is read, nothing changes (B19)."""
    tokens = request.args.getlist("token")
    token = tokens[0] if len(tokens) == 1 else ""
    status = redemption.link_status(parts(), token)
    if status is not LinkStatus.LIVE:
        return _dead_page(status)
    return _form_page(token, [])


@blueprint.post(RESET_PATH)
def submit() -> Response | tuple[str, int]:
    """Step 8 submitted: the new password takes effect, once (P8.4)."""
    token = single("token")
    typed = NewPassword(
        single("dossier"), single("mot_de_passe"), single("confirmation")
    )
    outcome = redemption.redeem(parts(), token, typed)
    if outcome.done:
        session.clear()
        session["changed"] = True
        return redirect(url_for("reset.changed"), code=303)
    if outcome.link is not LinkStatus.LIVE:
        return _dead_page(outcome.link)
    return _form_page(token, _errors(outcome))


@blueprint.get("/Comptes/ChangementEffectue")
def changed() -> Response | str:
    """Step 9: shown only after a change (P9.1); nobody is logged in by it (P9.2)."""
    if not session.get("changed"):
        return redirect(url_for("login.form"), code=303)
    return render_template("changed.html")


def _errors(outcome: Redemption) -> list[tuple[str | None, str]]:
    refusals = [(_FIELDS[refusal], refusal.value) for refusal in outcome.refusals]
    broken = [("mot_de_passe", violation.value) for violation in outcome.violations]
    return [*refusals, *broken]


def _form_page(token: str, errors: list[tuple[str | None, str]]) -> tuple[str, int]:
    return render_template("reset.html", token=token, errors=errors), 200


def _dead_page(status: LinkStatus) -> tuple[str, int]:
    title, text = _DEAD[status]
    return render_template("dead_link.html", title=title, text=text), GONE
