"""Portals that differ and are right: nothing may turn red."""

from __future__ import annotations

import re
from email.message import EmailMessage
from threading import Event
from typing import Any

from flask import Response

from simulator.defects.catalogue import sound_reponses
from simulator.defects.making import (
    Sound,
    answer,
    answer_text,
    function,
    mail,
    mail_text,
    method,
    page_text,
    part,
    rule,
    settings,
    together,
)
from simulator.portal.web import demand_pages

_SLOW_S = 0.2


_SITUATION = "{{ parts.situation(errors, situation) }}"


_DOSSIER = "{{ parts.dossier(errors, dossier) }}"


_TICKED = '{{ " checked" if chosen == "affilie" }}'


_OPENING = '<a class="button" href="{{ personal_space }}">Espace personnel</a>'


_FOOTER = "© 2021 - Carpimko.com - EP_1 1.10"


_OWN_FORMS = "form-action 'self'"


def _every_letter_starred(address: str) -> str:
    local, _, domain = address.rpartition("@")
    host, _, ending = domain.rpartition(".")
    return f"{_starred(local)}@{_starred(host)}.{ending}"


def _starred(text: str) -> str:
    return text[:1] + "*" * (len(text) - 1) if len(text) > 1 else "*"


class _Opaque:
    """Tokens that no reader takes for a JWT."""

    def __init__(self, sound: Any) -> None:
        self._sound = sound

    def encode(self, claims: Any) -> str:
        return str(self._sound.encode(claims)).encode().hex()

    def decode(self, token: str) -> Any:
        if not re.fullmatch(r"(?:[0-9a-f]{2})+", token):
            return None
        return self._sound.decode(bytes.fromhex(token).decode("ascii", "replace"))


def _in_base64(message: EmailMessage) -> None:
    for content in message.walk():
        if not content.is_multipart():
            text, kind = content.get_content(), content.get_content_subtype()
            content.set_content(text, subtype=kind, cte="base64")
            del content["MIME-Version"]


def _slow(send: Any) -> Any:
    def sent(*mail: Any) -> Any:
        Event().wait(_SLOW_S)
        return send(*mail)

    return sent


def _forms_across_hosts(response: Response) -> None:
    policy = response.headers.get("Content-Security-Policy", "")
    other = policy.replace(_OWN_FORMS, f"{_OWN_FORMS} https://www2.carpimko.com")
    response.headers["Content-Security-Policy"] = other


_SHOWN: tuple[Sound, ...] = (
    Sound(
        name="masque_sans_initiale",
        summary="Le masque ne montre pas même la première lettre de l'adresse.",
        touches=("P5.2",),
        change=rule(
            "mask",
            lambda _sound: lambda address: f"*****@*****.{address.split('.')[-1]}",
        ),
    ),
    Sound(
        name="masque_longueur_exacte",
        summary="Le masque a autant d'étoiles que l'adresse a de lettres cachées.",
        touches=("P5.2", "P6.1"),
        change=rule("mask", lambda _sound: _every_letter_starred),
    ),
    Sound(
        name="pied_de_page_complet",
        summary="Le pied de page a une ligne de plus, celle des mentions légales.",
        touches=("P4.6",),
        change=page_text("</footer>", "<p>Mentions légales</p></footer>"),
    ),
    Sound(
        name="version_plus_recente",
        summary="Le pied de page porte une autre année et une autre version.",
        touches=("P4.6", "P4.4"),
        change=page_text(_FOOTER, "© 2026 - Carpimko.com - EP_2 3.4"),
    ),
    Sound(
        name="autre_refus_de_dossier",
        summary="Un autre dossier que celui du lien est refusé en d'autres termes.",
        touches=("P8.1",),
        change=answer_text(
            "Le numéro de dossier ne correspond pas à ce lien.",
            "Ce lien a été envoyé pour un autre numéro de dossier.",
        ),
    ),
    Sound(
        name="autre_refus_de_demande",
        summary="Une demande mal remplie est refusée en d'autres termes.",
        touches=("P4.1", "P4.2", "B56"),
        change=together(
            function(demand_pages, "_SITUATION", lambda _sound: "Qui êtes-vous ?"),
            function(
                demand_pages,
                "_DOSSIER",
                lambda _sound: "Le numéro de dossier comporte 7 chiffres.",
            ),
        ),
    ),
    Sound(
        name="dossier_avant_situation",
        summary="L'étape 4 demande le numéro de dossier avant la situation.",
        touches=("P4.1", "P4.2", "P4.4"),
        change=page_text(f"{_SITUATION}\n  {_DOSSIER}", f"{_DOSSIER}\n  {_SITUATION}"),
    ),
    Sound(
        name="situation_precochee",
        summary="Affilié est coché d'avance : la procédure ne le défend pas.",
        touches=("P3.2", "P4.1"),
        change=page_text(_TICKED, _TICKED.replace('== "affilie"', '!= "ayant_droit"')),
    ),
    Sound(
        name="espace_en_bouton",
        summary="Le bouton « Espace personnel » en est vraiment un, pas un lien.",
        touches=("P1.1", "P2.1"),
        change=together(
            page_text(
                _OPENING,
                '<form action="{{ personal_space }}">'
                '<button type="submit">Espace personnel</button></form>',
                only="home.html",
            ),
            answer(_forms_across_hosts, "public.home"),
        ),
    ),
    Sound(
        name="typographie_soignee",
        summary="Les pages ont des apostrophes courbes et des espaces insécables.",
        touches=("P3.1", "P6.3", "P8.5", "P9.3"),
        change=together(
            page_text("Mot de passe oublié ?", "Mot de passe oublié&nbsp;?"),
            page_text("S'identifier", "S’identifier"),
            page_text("Qu'est-ce que FranceConnect ?", "Qu’est-ce que FranceConnect ?"),
            page_text("Se Connecter ?", "Se Connecter&nbsp;?"),
        ),
    ),
    Sound(
        name="choix_de_la_langue",
        summary="L'en-tête offre une version anglaise.",
        touches=("P2.1", "B56"),
        change=page_text(
            "{% block header %}{% endblock %}\n  </header>",
            "{% block header %}{% endblock %}\n"
            '    <p><a href="/?lang=en" lang="en" hreflang="en">English</a></p>\n'
            "  </header>",
            only="base.html",
        ),
    ),
)


_SENT: tuple[Sound, ...] = (
    Sound(
        name="echeance_comprise",
        summary="Le lien s'ouvre encore à l'instant même de son échéance.",
        touches=("P7.6", "B12", "B13"),
        change=rule("is_alive", lambda _sound: lambda now, end: now <= end),
    ),
    Sound(
        name="jeton_opaque",
        summary="Le jeton du lien n'est pas un JWT, mais une suite opaque.",
        touches=("P7.5", "P7.9", "B09", "B38", "B49"),
        change=part("tokens", _Opaque),
    ),
    Sound(
        name="mail_en_base64",
        summary="Le mail est encodé en base64, et non en quoted-printable.",
        touches=("P7.4", "B37"),
        change=mail(_in_base64),
    ),
    Sound(
        name="mail_phrase_de_plus",
        summary="Le mail dit aussi quoi faire si l'on n'a rien demandé.",
        touches=("P7.4", "P7.6", "B38"),
        change=mail_text(
            "une nouvelle demande.",
            "une nouvelle demande. Si vous n'avez rien demandé, ignorez ce message.",
        ),
    ),
    Sound(
        name="autre_expediteur",
        summary="Le mail part d'une autre adresse de la CARPIMKO.",
        touches=("P7.1", "P7.2"),
        change=settings(mail_from="espace.personnel@notifications.carpimko.com"),
    ),
    Sound(
        name="serveur_de_mail_lent",
        summary="Le serveur de mail met un cinquième de seconde à prendre un message.",
        touches=("P5.3", "P5.6"),
        change=together(
            method("transport", "send", _slow), method("transport", "rehearse", _slow)
        ),
    ),
)


SOUND: tuple[Sound, ...] = (*_SHOWN, *_SENT, *sound_reponses.SOUND)
