"""« Modifier mon mot de passe », from the personal space (B36)."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from simulator.portal.service import own_password
from simulator.portal.service.own_password import Change, OwnPassword, Step
from simulator.portal.web.context import locked, parts, single
from simulator.portal.web.login_pages import logged_in

blueprint = Blueprint("account", __name__, url_prefix="/Comptes")

_Errors = list[tuple[str | None, str]]
_REFUSED: dict[Step, tuple[str | None, str]] = {
    Step.WRONG_PASSWORD: ("actuel", "Le mot de passe actuel n'est pas le bon."),
    Step.NOT_THE_SAME: (
        "confirmation",
        "Les deux mots de passe ne sont pas identiques.",
    ),
}


@blueprint.route("/ModifierMotDePasse", methods=["GET", "POST"])
def change() -> Response | str:
    """Choose a new password, having proved the current one."""
    found = logged_in()
    if found is None:
        return redirect(url_for("login.form"), code=303)
    if found[0].must_change:
        return redirect(url_for("login.first_password"), code=303)
    errors: _Errors = []
    if request.method == "POST":
        typed = OwnPassword(
            single("actuel"), single("mot_de_passe"), single("confirmation")
        )
        outcome = own_password.change_own_password(parts(), found[0], typed)
        if outcome.step is Step.OVER:
            return redirect(url_for("login.form"), code=303)
        if outcome.session is not None:
            session.clear()
            session["login"] = outcome.session.id
            session["notice"] = "Votre mot de passe a été modifié."
            return redirect(url_for("login.personal_space"), code=303)
        errors = _errors(outcome)
    return render_template("change_password.html", errors=errors)


def _errors(outcome: Change) -> _Errors:
    if outcome.step is Step.REFUSED:
        return [("mot_de_passe", violation.value) for violation in outcome.violations]
    if outcome.locked_until is not None:
        return [(None, locked(outcome.locked_until))]
    return [_REFUSED[outcome.step]]
