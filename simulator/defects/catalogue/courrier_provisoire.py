"""The letter's temporary password, and what asking for one may change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from simulator.defects.making import (
    Defect,
    Where,
    always,
    function,
)
from simulator.defects.variation import Change
from simulator.portal.service import demand, letter, login
from simulator.portal.store import accounts, letters


def _posted(also: Any) -> Change:
    """Have *also* done with each letter that is posted."""

    def around(post_letter: Any) -> Any:
        def posted(portal: Any, connection: Any, account: Any) -> None:
            post_letter(portal, connection, account)
            also(portal, connection, account)

        return posted

    return function(demand, "post_letter", around)


def _effective_at_once(_portal: Any, connection: Any, account: Any) -> None:
    key = (account.situation, account.dossier)
    found = letters.temporary_password(connection, *key)
    if found is not None:
        accounts.change(connection, *key, {"password_hash": found[0]})


_PASSWORD: tuple[Defect, ...] = (
    Defect(
        name="courrier_change_mdp",
        summary="Demander un courrier remplace aussitôt le mot de passe.",
        where=Where.STATE,
        expected=("B23", "P5.5"),
        change=_posted(_effective_at_once),
    ),
    Defect(
        name="courrier_mdp_durable",
        summary="Le mot de passe du courrier ne périme pas.",
        where=Where.STATE,
        expected=("B54",),
        change=function(letter, "LETTER_LIFETIME", lambda _sound: timedelta(days=3650)),
    ),
    Defect(
        name="courrier_sans_changement",
        summary="Le mot de passe du courrier ouvre l'espace sans en faire choisir un.",
        where=Where.STATE,
        expected=("B54",),
        change=function(
            login,
            "open_session",
            lambda sound: lambda *who, **_must: sound(*who, must_change=False),
        ),
    ),
    Defect(
        name="courrier_mdp_garde",
        summary="Le mot de passe du courrier peut être gardé pour de bon.",
        where=Where.STATE,
        expected=("B54",),
        change=function(letters, "carried", always(False)),
    ),
)


DEFECTS: tuple[Defect, ...] = (*_PASSWORD,)
