"""« S'identifier avec FranceConnect »: going there, coming back (P6.3, B57)."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from simulator.portal.service import france_connect
from simulator.portal.service.france_connect import RETURN_PATH, Entry, Outcome
from simulator.portal.web.context import parts, single

blueprint = Blueprint("france_connect", __name__)

_BEGUN = "identifications"
_REMEMBERED = 5
"""How many identifications one browser may have under way (tabs)."""
_CHOICE = "identification_choice"
_CHOOSE = "Choisissez le dossier que vous voulez ouvrir."

_REFUSED = {
    Outcome.GIVEN_UP: (
        "Vous avez interrompu l'identification",
        "FranceConnect ne nous a rien transmis, et vous n'êtes pas connecté.",
        200,
    ),
    Outcome.STALE: (
        "Cette identification n'est plus valable",
        (
            "Elle a déjà servi, elle est trop ancienne, ou elle n'a pas été commencée "
            "dans ce navigateur. Vous n'êtes pas connecté."
        ),
        400,
    ),
    Outcome.UNAVAILABLE: (
        "FranceConnect ne répond pas",
        (
            "Le service est momentanément indisponible, et vous n'êtes pas connecté. "
            "Réessayez dans un instant, ou utilisez votre numéro de dossier."
        ),
        200,
    ),
    Outcome.UNTRUSTED: (
        "L'identification n'a pas pu être vérifiée",
        (
            "Ce que nous avons reçu au nom de FranceConnect ne peut pas être cru. Par "
            "sécurité, vous n'êtes pas connecté."
        ),
        403,
    ),
    Outcome.UNKNOWN: (
        "Aucun espace personnel ne correspond à votre identité",
        (
            "FranceConnect vous a identifié, mais aucun dossier en activité ne porte "
            "cette identité. Utilisez votre numéro de dossier, ou contactez la "
            "CARPIMKO pour vérifier votre état civil."
        ),
        403,
    ),
}


@blueprint.get("/FranceConnect/Presentation")
def about() -> str:
    """« Qu'est-ce que FranceConnect ? » (P6.3)."""
    return render_template("about_france_connect.html")


@blueprint.get("/FranceConnect/Connexion")
def start() -> Response | str:
    """« S'identifier avec FranceConnect » (P6.3)."""
    settings = parts().settings
    accounts = urlsplit(settings.accounts_url).netloc
    if request.host == urlsplit(settings.site_url).netloc != accounts:
        # The return comes to the accounts' host: so must the cookie.
        return redirect(settings.accounts_url + url_for("france_connect.start"))
    begun = france_connect.begin(parts())
    if begun is None:
        return render_template("france_connect.html")
    state, url = begun
    session[_BEGUN] = [*session.get(_BEGUN, []), state][-_REMEMBERED:]
    return redirect(url, code=303)


@blueprint.get(RETURN_PATH)
def come_back() -> Response | tuple[str, int]:
    """The return from FranceConnect; the code is gone from the address afterwards."""
    returned = {
        name: values[0]
        for name, values in request.args.to_dict(flat=False).items()
        if len(values) == 1
    }
    begun = session.get(_BEGUN, [])
    entry = france_connect.come_back(parts(), begun, returned)
    session[_BEGUN] = [state for state in begun if state != returned.get("state")]
    if entry.outcome is Outcome.CHOICE:
        session[_CHOICE] = entry.choice
        return redirect(url_for("france_connect.choose"), code=303)
    return _entered(entry)


@blueprint.route("/FranceConnect/Dossier", methods=["GET", "POST"])
def choose() -> Response | tuple[str, int] | str:
    """Which account to open, for who has several."""
    choice = session.get(_CHOICE, "")
    if request.method == "GET":
        return _choice_page(choice, [])
    name, _, dossier = single("compte").partition(" ")
    situation = parts().rulebook.read_situation(name)
    if situation is None:
        return _choice_page(choice, [(None, _CHOOSE)])
    return _entered(france_connect.choose(parts(), choice, (situation, dossier)))


def _choice_page(
    choice: str, errors: list[tuple[str | None, str]]
) -> tuple[str, int] | str:
    accounts = france_connect.accounts_to_choose(parts(), choice)
    if not accounts:
        return _refusal(Outcome.STALE)
    return render_template(
        "france_connect_choice.html", accounts=accounts, errors=errors
    )


def _entered(entry: Entry) -> Response | tuple[str, int]:
    if entry.session is None:
        return _refusal(entry.outcome)
    session.clear()
    session["login"] = entry.session.id
    return redirect(url_for("login.personal_space"), code=303)


def _refusal(outcome: Outcome) -> tuple[str, int]:
    title, text, status = _REFUSED[outcome]
    page = render_template("france_connect_refused.html", title=title, text=text)
    return page, status
