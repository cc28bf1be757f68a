"""Portals that answer otherwise, and are right."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from flask import Response, request

from simulator.defects.making import (
    Sound,
    answer,
    config,
    page_text,
    settings,
    together,
    wsgi,
)
from simulator.defects.variation import Change
from simulator.portal.settings import RateLimits

_OWN_PATHS = re.compile(r"/Comptes/(?!ReinitialiserMotdepasse)")


_CSRF = '<input type="hidden" name="csrf_token"'


def _refused_as_422(response: Response) -> None:
    if request.method == "POST" and response.status_code == 200:  # noqa: PLR2004 - an HTTP status
        response.status_code = 422


def _found_elsewhere(response: Response) -> None:
    if response.status_code == 303:  # noqa: PLR2004 - an HTTP status
        response.status_code = 302


def _elsewhere() -> Change:
    """Have every page but that of the link under another path."""

    def around(sound: Any) -> Any:
        def answered(environ: dict[str, Any], start: Any) -> Any:
            path = environ["PATH_INFO"]
            if path.startswith("/adherents/acces/"):
                path = path.replace("/adherents/acces/", "/Comptes/", 1)
            elif _OWN_PATHS.match(path):
                path = "/introuvable"
            return sound({**environ, "PATH_INFO": path}, start)

        return answered

    def edit(response: Response) -> None:
        if response.mimetype == "text/html":
            page = response.get_data(as_text=True)
            response.set_data(_OWN_PATHS.sub("/adherents/acces/", page))
        if response.location:
            response.location = _OWN_PATHS.sub("/adherents/acces/", response.location)

    return together(wsgi(around), answer(edit))


def _more_headers(response: Response) -> None:
    response.headers["Permissions-Policy"] = "camera=(), microphone=()"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Server"] = "carpimko"
    response.headers["X-Request-Id"] = "8f14e45fceea167a5a36dedd4bea2543"


_ANSWERED: tuple[Sound, ...] = (
    Sound(
        name="autres_adresses",
        summary="Les pages ont d'autres adresses, celle du lien exceptée.",
        touches=("P3.1", "P4.4", "P5.6", "B59"),
        change=_elsewhere(),
    ),
    Sound(
        name="refus_en_422",
        summary="Un formulaire refusé revient avec le statut 422, et non 200.",
        touches=("P4.1", "P4.2", "P4.3", "P5.1"),
        change=answer(
            _refused_as_422, "demand.identify", "demand.choose", "reset.submit"
        ),
    ),
    Sound(
        name="redirections_en_302",
        summary="Un formulaire accepté renvoie par un 302, et non par un 303.",
        touches=("P4.4", "P5.6", "P8.4"),
        change=answer(_found_elsewhere),
    ),
    Sound(
        name="cookie_nomme_autrement",
        summary="Le cookie de session a un nom plus long, et le préfixe __Host-.",
        touches=("B17", "P7.8"),
        change=config(SESSION_COOKIE_NAME="__Host-carpimko-espace-personnel"),
    ),
    Sound(
        name="en_tetes_de_plus",
        summary="Les réponses portent des en-têtes de plus.",
        touches=("B01", "B17"),
        change=answer(_more_headers),
    ),
    Sound(
        name="champs_caches_de_plus",
        summary="Les formulaires ont un champ caché de plus, comme ceux d'ASP.NET.",
        touches=("P4.4", "P5.6", "P8.4", "B21"),
        change=page_text(
            _CSRF,
            '<input type="hidden" name="__VIEWSTATE" value="/wEPDwUKMTY3">' + _CSRF,
        ),
    ),
    Sound(
        name="anti_rejeu_nomme_autrement",
        summary="Le champ contre les envois d'ailleurs a un autre nom.",
        touches=("B18",),
        change=together(
            page_text('name="csrf_token"', 'name="__RequestVerificationToken"'),
            config(WTF_CSRF_FIELD_NAME="__RequestVerificationToken"),
        ),
    ),
    Sound(
        name="verrou_absent",
        summary="Aucun verrou : seul le débit des connexions est limité.",
        touches=("B60",),
        change=settings(lockout_after=None),
    ),
    Sound(
        name="limites_plus_strictes",
        summary="Trois envois par quart d'heure et par dossier, au lieu de cinq.",
        touches=("P5.6",),
        change=settings(
            rate_limits=replace(RateLimits(), sendings_per_dossier="3 per 15 minutes")
        ),
    ),
)


SOUND: tuple[Sound, ...] = (*_ANSWERED,)
