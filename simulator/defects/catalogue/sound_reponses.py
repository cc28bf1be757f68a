"""Portals that answer otherwise, and are right."""

from __future__ import annotations

from dataclasses import replace

from flask import Response

from simulator.defects.making import (
    Sound,
    answer,
    config,
    page_text,
    settings,
    together,
)
from simulator.portal.settings import RateLimits

_CSRF = '<input type="hidden" name="csrf_token"'


def _more_headers(response: Response) -> None:
    response.headers["Permissions-Policy"] = "camera=(), microphone=()"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Server"] = "carpimko"
    response.headers["X-Request-Id"] = "8f14e45fceea167a5a36dedd4bea2543"


_ANSWERED: tuple[Sound, ...] = (
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
