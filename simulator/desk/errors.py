"""Errors: pages in French, and one sentence in JSON below ``/api``."""

from __future__ import annotations

from flask import Flask, Response, jsonify, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from simulator.served.world_file import WorldError

API_PREFIX = "/api/"
_Answer = tuple[Response | str, int]

_PAGES = {
    403: (
        "Envoi refusé",
        "Cet envoi ne vient pas de cette page : rien n'a été changé. Recommencez ici.",
    ),
    404: ("Page introuvable", "Il n'y a rien à cette adresse."),
    405: ("Action impossible", "Cette page ne s'utilise pas ainsi."),
    413: ("Saisie trop longue", "Le formulaire envoyé est trop volumineux."),
    503: (
        "Base indisponible",
        "La base du portail ne répond pas. Rien n'a été changé : réessayez.",
    ),
}
_SENTENCES = {
    403: "This request comes from another site: nothing was changed.",
    404: "There is nothing at this address.",
    405: "This address does not take this method.",
    413: "The body is too long.",
    415: 'The body must be JSON, with "Content-Type: application/json".',
    503: "The portal's store does not answer: nothing was changed.",
}


class UnknownError(Exception):
    """What the address names does not exist; the message says so in English."""


def register(app: Flask) -> None:
    """Make *app* answer every error with a page, or with JSON below ``/api``."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(SQLAlchemyError, _store_error)
    app.register_error_handler(WorldError, _store_error)
    app.register_error_handler(UnknownError, _unknown)


def _http_error(error: HTTPException) -> _Answer:
    return _answer(error.code or 500)


def _store_error(_error: Exception) -> _Answer:
    return _answer(503)


def _unknown(error: UnknownError) -> _Answer:
    return _answer(404, str(error))


def _answer(code: int, sentence: str | None = None) -> _Answer:
    if request.path.startswith(API_PREFIX):
        said = sentence or _SENTENCES.get(code, "The request could not be answered.")
        return jsonify(error=said), code
    title, text = _PAGES.get(
        code, ("Une erreur est survenue", "La demande n'a pas pu être traitée.")
    )
    return render_template("error.html", title=title, text=text), code
