"""FranceConnect: the block on the pages, who gets in, and what it may not touch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select

from simulator.defects.catalogue import france_connect_preuves
from simulator.defects.making import (
    Defect,
    Where,
    always,
    function,
    page_text,
    together,
)
from simulator.portal.ports import france_connect as port
from simulator.portal.rules import identity
from simulator.portal.service import france_connect as service
from simulator.portal.service import login
from simulator.portal.store import accounts, links, schema, sessions
from simulator.portal.store import france_connect as store

_BIRTHDATE, _GENDER = 2, 3
"""Where these facts stand in a pivot identity."""
_ONE_FOR_ALL = bytes(range(32))


def _without(fact: int) -> Any:
    def around(facts_of: Any) -> Any:
        return lambda person: tuple(
            told for place, told in enumerate(facts_of(person)) if place != fact
        )

    return around


def _whatever_the_status(_active: Any) -> Any:
    def found(connection: Any, keys: Any) -> list[Any]:
        known = (accounts.find(connection, *key, lock=True) for key in keys)
        return [one for one in known if one is not None]

    return found


def _closed_accounts_too(find_session: Any) -> Any:
    def found(parts: Any, session_id: str) -> Any:
        with parts.store.begin() as connection:
            session = sessions.find(connection, session_id)
            account = session and accounts.find(
                connection, session.situation, session.dossier
            )
        if account and not account.is_active:
            return session, account
        return find_session(parts, session_id)

    return found


def _whatever_is_chosen(choose: Any) -> Any:
    def chosen(parts: Any, choice_id: str, key: Any) -> Any:
        with parts.store.begin() as connection:
            choice = store.find_choice(connection, choice_id)
            account = accounts.find(connection, *key)
            if choice is None or account is None:
                return choose(parts, choice_id, key)
            return service._open(  # noqa: SLF001 - the sound way in
                parts, connection, choice.sub, choice.id_token, account
            )

    return chosen


def _same_nonce(begin: Any) -> Any:
    def begun(parts: Any) -> Any:
        secrets = iter((parts.entropy(32), _ONE_FOR_ALL))
        return begin(replace(parts, entropy=lambda _size: next(secrets)))

    return begun


def _before_opening(act: Any) -> Any:
    """Do *act* to the account that FranceConnect is about to open."""

    def around(open_: Any) -> Any:
        def opened(parts: Any, connection: Any, *proof: Any) -> Any:
            account = proof[-1]
            act(parts, connection, account.situation, account.dossier)
            return open_(parts, connection, *proof)

        return opened

    return around


def _end_links(parts: Any, connection: Any, situation: Any, dossier: str) -> None:
    links.revoke_all(connection, situation, dossier, parts.clock.now())


def _make_password_useless(
    parts: Any, connection: Any, situation: Any, dossier: str
) -> None:
    unknown = {"password_hash": parts.hasher.hash(parts.name())}
    accounts.change(connection, situation, dossier, unknown)


def _but_those_of_france_connect(_close_all: Any) -> Any:
    def closed(connection: Any, situation: Any, dossier: str) -> None:
        opened, kept = schema.sessions, schema.identified_sessions
        connection.execute(
            delete(opened).where(
                opened.c.situation == situation,
                opened.c.dossier == dossier,
                opened.c.id.not_in(select(kept.c.session_id)),
            )
        )

    return closed


_BLOCK: tuple[Defect, ...] = (
    Defect(
        name="fc_absent",
        summary="Le bouton « S'identifier avec FranceConnect » a disparu des pages.",
        where=Where.PAGE,
        expected=("P3.2", "P6.3"),
        change=page_text("S'identifier avec FranceConnect", "", only="parts.html"),
    ),
    Defect(
        name="fc_niveau_non_demande",
        summary="La demande à FranceConnect n'exige aucun niveau de garantie connu.",
        where=Where.PAGE,
        expected=("B57",),
        change=function(port, "LEVEL", lambda _sound: "eidas0"),
    ),
    Defect(
        name="fc_nonce_fixe",
        summary="Le nonce de la demande à FranceConnect est toujours le même.",
        where=Where.TOKEN,
        expected=("B57",),
        change=function(service, "begin", _same_nonce),
    ),
)


_ENTRY: tuple[Defect, ...] = (
    Defect(
        name="fc_date_de_naissance_ignoree",
        summary="Une homonyme née un autre jour entre à la place de l'affiliée.",
        where=Where.STATE,
        expected=("B57",),
        change=function(identity, "astuple", _without(_BIRTHDATE)),
    ),
    Defect(
        name="fc_sexe_ignore",
        summary="Une homonyme de l'autre sexe entre à la place de l'affiliée.",
        where=Where.STATE,
        expected=("B57",),
        change=function(identity, "astuple", _without(_GENDER)),
    ),
    Defect(
        name="fc_compte_ferme",
        summary="Un compte bloqué ou radié s'ouvre encore par FranceConnect.",
        where=Where.STATE,
        expected=("B57",),
        change=together(
            function(service, "_active", _whatever_the_status),
            function(login, "find_session", _closed_accounts_too),
        ),
    ),
    Defect(
        name="fc_premier_dossier",
        summary="Qui a deux dossiers entre dans le premier, sans choisir.",
        where=Where.PAGE,
        expected=("B57",),
        change=function(service, "_active", lambda sound: lambda *a: sound(*a)[:1]),
    ),
    Defect(
        name="fc_choix_cru",
        summary="Le dossier choisi après FranceConnect s'ouvre, fût-il à une autre.",
        where=Where.STATE,
        expected=("B57",),
        change=function(service, "choose", _whatever_is_chosen),
    ),
    Defect(
        name="fc_fin_non_dite",
        summary="FranceConnect n'apprend pas que la session qu'il a ouverte est finie.",
        where=Where.PAGE,
        expected=("B57",),
        change=function(service, "farewell", always(None)),
    ),
)


_APART: tuple[Defect, ...] = (
    Defect(
        name="fc_revoque_les_liens",
        summary="S'identifier avec FranceConnect tue le lien du mail.",
        where=Where.STATE,
        expected=("B58",),
        change=function(service, "_open", _before_opening(_end_links)),
    ),
    Defect(
        name="fc_change_le_mot_de_passe",
        summary="S'identifier avec FranceConnect rend le mot de passe inutilisable.",
        where=Where.STATE,
        expected=("B58",),
        change=function(service, "_open", _before_opening(_make_password_useless)),
    ),
    Defect(
        name="fc_session_survit",
        summary="La réinitialisation laisse ouverte la session née de FranceConnect.",
        where=Where.STATE,
        expected=("B58",),
        change=function(sessions, "close_all", _but_those_of_france_connect),
    ),
)


DEFECTS: tuple[Defect, ...] = (
    *_BLOCK,
    *_ENTRY,
    *_APART,
    *france_connect_preuves.DEFECTS,
)
