"""Step 7: the headers of the mail and its structure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from flask import request

from simulator.defects.making import (
    Change,
    Defect,
    Where,
    mail,
    mail_from,
    part,
    settings,
)

_SUBJECT = "Demande de réinitialisation du mot de passe"


def _subject(words: str) -> Change:
    return mail(lambda message: message.replace_header("Subject", words))


def _hour_late(message: EmailMessage) -> None:
    date = parsedate_to_datetime(str(message["Date"])) + timedelta(hours=1)
    message.replace_header("Date", date)


def _only_page(message: EmailMessage) -> None:
    page = message.get_body(("html",))
    if isinstance(page, EmailMessage):
        text = page.get_content()
        message.clear_content()
        message.set_content(text, subtype="html", cte="quoted-printable")


def _raw_subject(sound: Callable[..., bytes]) -> Callable[..., bytes]:
    def composed(*arguments: Any) -> bytes:
        before, _, rest = sound(*arguments).partition(b"Subject: ")
        _folded, _, after = rest.partition(b"Date: ")
        return b"".join(
            (before, b"Subject: ", _SUBJECT.encode(), b"\r\n", b"Date: ", after)
        )

    return composed


def _with_reply_to(sound: Callable[..., bytes]) -> Callable[..., bytes]:
    def composed(*arguments: Any) -> bytes:
        asked = request.headers.get("Reply-To", "contact@carpimko.com")
        return f"Reply-To: {asked}\r\n".encode() + sound(*arguments)

    return composed


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="sujet_mojibake",
        summary="Le sujet, décodé deux fois, dit « rÃ©initialisation ».",
        where=Where.MAIL,
        expected=("P7.3",),
        change=_subject(_SUBJECT.encode().decode("latin-1")),
    ),
    Defect(
        name="sujet_brut",
        summary="Le sujet part en octets bruts, sans l'encodage des en-têtes.",
        where=Where.MAIL,
        expected=("P7.3", "B37"),
        change=part("reset_mail", _raw_subject),
    ),
    Defect(
        name="sujet_sans_accent",
        summary="Le sujet a perdu ses accents.",
        where=Where.MAIL,
        expected=("P7.3",),
        change=_subject(_SUBJECT.replace("é", "e")),
    ),
    Defect(
        name="sujet_tronque",
        summary="Le sujet est coupé à 32 caractères.",
        where=Where.MAIL,
        expected=("P7.3",),
        change=_subject(_SUBJECT[:32]),
    ),
    Defect(
        name="expediteur_anonyme",
        summary="L'expéditeur n'a pas de nom : une adresse seule, « ne-pas-repondre ».",
        where=Where.MAIL,
        expected=("P7.1",),
        change=settings(sender_name=""),
    ),
    Defect(
        name="expediteur_du_routeur",
        summary="Le mail se dit envoyé par l'adresse d'un prestataire d'envoi.",
        where=Where.MAIL,
        expected=("P7.1",),
        change=mail_from(sender="envoi@routeur.example"),
    ),
    Defect(
        name="reponse_a_un_tiers",
        summary="Le Reply-To du mail est pris à un en-tête de la requête.",
        where=Where.MAIL,
        expected=("P7.1",),
        change=part("reset_mail", _with_reply_to),
    ),
    Defect(
        name="mail_sans_texte",
        summary="Le mail n'a pas de version texte.",
        where=Where.MAIL,
        expected=("B37",),
        change=mail(_only_page),
    ),
    Defect(
        name="date_decalee",
        summary="La date du mail avance d'une heure.",
        where=Where.MAIL,
        expected=("B37",),
        change=mail(_hour_late),
    ),
    Defect(
        name="identifiant_constant",
        summary="Tous les mails portent le même Message-ID.",
        where=Where.MAIL,
        expected=("B37",),
        change=mail(
            lambda message: message.replace_header(
                "Message-ID", "<reinitialisation@carpimko.com>"
            )
        ),
    ),
    Defect(
        name="encodage_menteur",
        summary="Le mail est écrit en UTF-8 et s'annonce en latin-1.",
        where=Where.MAIL,
        expected=("B37",),
        change=part(
            "reset_mail",
            lambda sound: (
                lambda *arguments: sound(*arguments).replace(
                    b'charset="utf-8"', b'charset="iso-8859-1"'
                )
            ),
        ),
    ),
)
