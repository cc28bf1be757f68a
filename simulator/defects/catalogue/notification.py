"""The mail that announces a change (B24)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

from flask import request

from simulator.defects.making import (
    Change,
    Defect,
    Where,
    function,
    part,
)
from simulator.portal.service import redemption


def _notice(edit: Callable[[bytes], bytes]) -> Change:
    """Have *edit* change the mail that announces a change."""
    return part(
        "notification_mail",
        lambda sound: lambda *arguments: edit(sound(*arguments)),
    )


def _with_password(raw: bytes) -> bytes:
    chosen = request.form.get("mot_de_passe", "").encode()
    return raw.replace(b"Bonjour,", b"Bonjour, votre mot de passe : " + chosen)


def _with_link(raw: bytes) -> bytes:
    link = (
        "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token=3D"
        + request.form.get("token", "")
    )
    return raw.replace(b"Bonjour,", b"Bonjour,=20=\r\n\r\n" + link.encode() + b"=\r\n")


def _never_announced() -> Change:
    quiet = SimpleNamespace(add=lambda *_arguments, **_named: None)
    return function(redemption, "outbox", lambda _sound: quiet)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="pas_de_notification",
        summary="Aucun mail n'annonce le changement de mot de passe.",
        where=Where.MAIL,
        expected=("B24",),
        change=_never_announced(),
    ),
    Defect(
        name="mdp_en_clair",
        summary="Le mail qui annonce le changement contient le nouveau mot de passe.",
        where=Where.MAIL,
        expected=("B24", "B38"),
        change=_notice(_with_password),
    ),
    Defect(
        name="notification_avec_lien",
        summary="Le mail qui annonce le changement porte encore le lien et son jeton.",
        where=Where.MAIL,
        expected=("B24",),
        change=_notice(_with_link),
    ),
    Defect(
        name="annonce_identifiant_constant",
        summary="Tous les mails d'annonce portent le même Message-ID.",
        where=Where.MAIL,
        expected=("B37",),
        change=part(
            "notification_mail",
            lambda sound: (
                lambda settings, envelope: sound(settings, replace(envelope, name="a"))
            ),
        ),
    ),
)
