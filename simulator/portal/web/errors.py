"""Error pages: in French, honest, and with a way back."""

from __future__ import annotations

from datetime import datetime
from math import ceil

from flask import Flask, Response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from simulator.portal.web.context import in_minutes, parts

_Page = tuple[str, int]


def register(app: Flask) -> None:
    """Make *app* answer every error with a page of its own."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(SQLAlchemyError, _store_unavailable)


def _stale_form(_error: CSRFError) -> _Page:
    return _page(
        "Formulaire périmé",
        "Ce formulaire n'est plus valable. Rien n'a été enregistré : "
        "veuillez recommencer.",
        400,
    )


def _http_error(error: HTTPException) -> _Page:
    code = error.code or 500
    titles = {
        404: ("Page introuvable", "Cette page n'existe pas."),
        405: ("Action impossible", "Cette page ne s'utilise pas ainsi."),
        413: ("Saisie trop longue", "Le formulaire envoyé est trop volumineux."),
    }
    title, text = titles.get(
        code, ("Une erreur est survenue", "Votre demande n'a pas pu être traitée.")
    )
    return _page(title, text, code)


def _store_unavailable(_error: SQLAlchemyError) -> _Page:
    return _page(
        "Service momentanément indisponible",
        "Votre demande n'a pas été enregistrée. Veuillez réessayer dans un instant.",
        503,
    )


def too_many(until: datetime) -> Response:
    """Return the page that asks for patience until then, the same whoever asks (B22).

    ``Retry-After`` says it in whole seconds (RFC 9110 §10.2.3).
    """
    seconds = max(1, ceil((until - parts().clock.now()).total_seconds()))
    text, code = _page(
        "Trop de demandes",
        "Trop de demandes ont été faites en peu de temps. Rien n'a été enregistré : "
        f"veuillez réessayer dans {in_minutes(until)}.",
        429,
    )
    return Response(text, code, {"Retry-After": str(seconds)}, mimetype="text/html")


def _page(title: str, text: str, code: int) -> _Page:
    return render_template("error.html", title=title, text=text), code
