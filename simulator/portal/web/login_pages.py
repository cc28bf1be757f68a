"""Steps 2, 3 and the end of 9: logging in, the personal space, logging out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from simulator.portal.service import france_connect, login
from simulator.portal.store.accounts import Account
from simulator.portal.store.sessions import Session
from simulator.portal.web.context import locked, parts, single, typed_situation

blueprint = Blueprint("login", __name__, url_prefix="/Comptes")

_REFUSED = (
    "La connexion a échoué. Vérifiez votre situation, votre numéro de dossier et "
    "votre mot de passe."
)


@blueprint.get("/Connexion")
def form() -> str:
    """Step 3: the log-in page."""
    return render_template("login.html")


@blueprint.post("/Connexion")
def submit() -> Response | str:
    """Log in, or show the form again without saying which part is wrong."""
    outcome = login.log_in(
        parts(), typed_situation(), single("dossier"), single("mot_de_passe")
    )
    if outcome.session is None:
        until = outcome.locked_until
        why = _REFUSED if until is None else locked(until)
        return render_template("login.html", errors=[(None, why)])
    login.log_out(parts(), session.get("login", ""))  # this browser's former one
    session.clear()
    session["login"] = outcome.session.id
    return redirect(url_for("login.personal_space"), code=303)


@blueprint.get("/EspacePersonnel")
def personal_space() -> Response | str:
    """The personal space, for who is logged in."""
    found = logged_in()
    if found is None:
        return redirect(url_for("login.form"), code=303)
    opened, account = found
    if opened.must_change:
        return redirect(url_for("login.first_password"), code=303)
    notice = session.pop("notice", None)
    return render_template("personal_space.html", account=account, notice=notice)


@blueprint.route("/PremierMotDePasse", methods=["GET", "POST"])
def first_password() -> Response | str:
    """The new password that a letter's password obliges to choose (B54)."""
    found = logged_in()
    if found is None or not found[0].must_change:
        return redirect(url_for("login.form"), code=303)
    errors: list[tuple[str | None, str]] = []
    if request.method == "POST":
        refused = _first_password_errors(found[0])
        if refused is None:
            return redirect(url_for("login.form"), code=303)
        errors = refused
        if not errors:
            session.clear()
            session["changed"] = True
            return redirect(url_for("reset.changed"), code=303)
    return render_template("first_password.html", errors=errors)


@blueprint.post("/Deconnexion")
def log_out() -> Response:
    """Log out; of FranceConnect too, if it let the person in."""
    mine, back = session.pop("login", ""), url_for("login.form")
    login.log_out(parts(), mine)
    address = parts().settings.accounts_url + back
    elsewhere = france_connect.farewell(parts(), mine, address)
    return redirect(elsewhere or back, code=303)


def _first_password_errors(opened: Session) -> list[tuple[str | None, str]] | None:
    password = single("mot_de_passe")
    if not parts().rulebook.same_password(password, single("confirmation")):
        return [("confirmation", "Les deux mots de passe ne sont pas identiques.")]
    broken = login.replace_letter_password(parts(), opened, password)
    if broken is None:
        return None
    return [("mot_de_passe", violation.value) for violation in broken]


def logged_in() -> tuple[Session, Account] | None:
    """Return the session of this browser and its account, or None."""
    return login.find_session(parts(), session.get("login", ""))
