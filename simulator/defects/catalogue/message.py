"""Step 7: the mail, word for word, and where its link leads."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import EmailMessage
from textwrap import fill
from typing import Any

from flask import request

from simulator.defects.catalogue import message_form, message_recipients
from simulator.defects.making import (
    Change,
    Defect,
    Where,
    mail,
    mail_text,
    mailed_link,
    part,
)

_SENTENCE = (
    "Ce lien n'est actif que pour 24 heures, passé ce délai vous devrez faire une "
    "nouvelle demande."
)


def _in_part(kind: str, change: Callable[[str], str]) -> Change:
    """Have *change* rewrite the text (``plain``) or the page (``html``) of the mail."""

    def edit(message: EmailMessage) -> None:
        for content in message.walk():
            if content.get_content_subtype() == kind:
                text = change(content.get_content())
                content.set_content(text, subtype=kind, cte="quoted-printable")
                del content["MIME-Version"]

    return mail(edit)


def _link_of(text: str) -> str:
    return next(word for word in text.split() if word.startswith("https://"))


def _to_request_host(sound: Callable[..., bytes]) -> Callable[..., bytes]:
    def composed(settings: Any, envelope: Any, link: str) -> bytes:
        host = request.headers.get("X-Forwarded-Host", request.host)
        link = link.replace("www2.carpimko.com", host)
        return sound(settings, envelope, link)

    return composed


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="mention_24h_absente",
        summary="Le mail annonce « 48 heures » au lieu de « 24 heures ».",
        where=Where.MAIL,
        expected=("P7.6",),
        change=mail_text("24 heures", "48 heures"),
    ),
    Defect(
        name="mention_24h_en_html_seul",
        summary="La durée du lien n'est annoncée que dans la version HTML du mail.",
        where=Where.MAIL,
        expected=("P7.6",),
        change=_in_part("plain", lambda text: text.replace(_SENTENCE, "")),
    ),
    Defect(
        name="lien_http_ou_www",
        summary="Le lien du mail mène à http:// au lieu de https://.",
        where=Where.MAIL,
        expected=("P7.5",),
        change=mailed_link(lambda link: link.replace("https://", "http://")),
    ),
    Defect(
        name="lien_sur_www",
        summary="Le lien du mail mène à www.carpimko.com au lieu de www2.carpimko.com.",
        where=Where.MAIL,
        expected=("P7.5",),
        change=mailed_link(lambda link: link.replace("//www2.", "//www.")),
    ),
    Defect(
        name="lien_en_minuscules",
        summary="Le chemin du lien est mis en minuscules.",
        where=Where.MAIL,
        expected=("P7.5",),
        change=mailed_link(
            lambda link: link.replace(
                "/Comptes/ReinitialiserMotdepasse", "/comptes/reinitialisermotdepasse"
            )
        ),
    ),
    Defect(
        name="lien_par_un_routeur",
        summary="Le lien passe par un tiers, qui compte les clics.",
        where=Where.MAIL,
        expected=("P7.5", "B38"),
        change=mailed_link(lambda link: f"https://clic.routeur.example/r?u={link}"),
    ),
    Defect(
        name="lien_avec_suivi",
        summary="Des paramètres de suivi d'audience précèdent le jeton dans le lien.",
        where=Where.MAIL,
        expected=("P7.5",),
        change=mailed_link(lambda link: link.replace("?", "?utm_source=mail&")),
    ),
    Defect(
        name="lien_code_deux_fois",
        summary="Le lien est codé deux fois pour le transport : « token=3D… ».",
        where=Where.MAIL,
        expected=("P7.8",),
        change=mailed_link(lambda link: link.replace("token=", "token=3D")),
    ),
    Defect(
        name="lien_hote_empoisonne",
        summary="L'hôte du lien est celui que la requête prétend, et non un réglage.",
        where=Where.MAIL,
        expected=("B14",),
        change=part("reset_mail", _to_request_host),
    ),
    Defect(
        name="lien_html_different",
        summary="Le lien cliquable mène à la connexion, et non à l'adresse écrite.",
        where=Where.MAIL,
        expected=("P7.4",),
        change=_in_part(
            "html",
            lambda page: re.sub(
                'href="[^"]*"',
                'href="https://www2.carpimko.com/Comptes/Connexion"',
                page,
            ),
        ),
    ),
    Defect(
        name="lien_sans_ancre",
        summary="Dans la version HTML, rien ne peut être cliqué.",
        where=Where.MAIL,
        expected=("P7.4",),
        change=_in_part("html", lambda page: page.replace("<a href=", "<span title=")),
    ),
    Defect(
        name="texte_sans_lien",
        summary="La version texte du mail renvoie à la version HTML, sans l'adresse.",
        where=Where.MAIL,
        expected=("P7.4", "B37"),
        change=_in_part(
            "plain",
            lambda text: text.replace(_link_of(text), "(voir la version HTML)"),
        ),
    ),
    Defect(
        name="url_coupee",
        summary="L'adresse à copier est coupée au bout de 60 caractères.",
        where=Where.MAIL,
        expected=("P7.4", "B37"),
        change=_in_part(
            "plain",
            lambda text: text.replace(_link_of(text), fill(_link_of(text), 60)),
        ),
    ),
    Defect(
        name="url_collee",
        summary="La phrase qui suit l'adresse à copier y est collée.",
        where=Where.MAIL,
        expected=("P7.4", "B37"),
        change=_in_part(
            "plain",
            lambda text: re.sub(r"(https://\S+)\s+", r"\1", text),
        ),
    ),
    Defect(
        name="consigne_de_copie_absente",
        summary="Le mail ne dit plus que le lien peut être copié dans le navigateur.",
        where=Where.MAIL,
        expected=("P7.4",),
        change=mail_text("ou copier-coller le lien suivant", "ou suivre le lien"),
    ),
    Defect(
        name="pixel_tiers",
        summary="Une image invisible chez un tiers dit que le mail est lu.",
        where=Where.MAIL,
        expected=("P7.5", "B37"),
        change=_in_part(
            "html",
            lambda page: page.replace(
                "</body>",
                '<img src="https://suivi.example/o.gif" width="1" alt=""></body>',
            ),
        ),
    ),
    *message_form.DEFECTS,
    *message_recipients.DEFECTS,
)
