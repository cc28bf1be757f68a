"""What the portal remembers and forgets."""

from __future__ import annotations

from typing import Any

from flask import has_request_context, request, session
from sqlalchemy import update

from simulator.defects.making import Change, Defect, Where, always, function
from simulator.portal.service import delivery, demand, lockout
from simulator.portal.store import links, schema, sessions


def _at_restart(**columns: Any) -> Change:
    """Have a restart write *columns* into every link, as if they were in memory."""

    def around(run: Any) -> Any:
        def ran(parts: Any) -> None:
            if has_request_context() and request.endpoint == "bench.restart":
                now = parts.clock.now()
                written = {
                    name: now if value is True else value
                    for name, value in columns.items()
                }
                with parts.store.begin() as connection:
                    connection.execute(update(schema.reset_links).values(**written))
            run(parts)

        return ran

    return function(delivery, "run_outbox", around)


def _this_browser_only(_sound: Any) -> Any:
    return lambda connection, *_key: sessions.close(
        connection, session.get("login", "")
    )


def _closing_sessions(open_request: Any) -> Any:
    def opened(parts: Any, situation: Any, dossier: str) -> str:
        with parts.store.begin() as connection:
            sessions.close_all(connection, situation, dossier)
        return str(open_request(parts, situation, dossier))

    return opened


def _unlocking(open_request: Any) -> Any:
    def opened(parts: Any, situation: Any, dossier: str) -> str:
        with parts.store.begin() as connection:
            lockout.lift(connection, situation, dossier)
        return str(open_request(parts, situation, dossier))

    return opened


def _by_address(queue: Any) -> Any:
    """Let a request end the links of everybody who has the same address."""

    def queued(parts: Any, connection: Any, request: Any, recipient: str) -> Any:
        table = schema.reset_links
        connection.execute(
            update(table)
            .where(table.c.email == recipient)
            .values(revoked_at=parts.clock.now())
        )
        return queue(parts, connection, request, recipient)

    return queued


def _by_number(_sound: Any) -> Any:
    """Let a request end the links of the same number in both situations."""

    def replaced(connection: Any, situation: Any, *rest: Any) -> None:
        for one in type(situation):
            _sound(connection, one, *rest)

    return replaced


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="sessions_vivantes",
        summary="Les sessions ouvertes survivent au changement de mot de passe.",
        where=Where.STATE,
        expected=("B25",),
        change=function(sessions, "close_all", always(None)),
    ),
    Defect(
        name="sessions_des_autres_navigateurs",
        summary="Seule la session du navigateur qui change le mot de passe est fermée.",
        where=Where.STATE,
        expected=("B25",),
        change=function(sessions, "close_all", _this_browser_only),
    ),
    Defect(
        name="sessions_fermees_a_la_demande",
        summary="Une demande, même d'un inconnu, ferme les sessions du titulaire.",
        where=Where.STATE,
        expected=("B23",),
        change=function(demand, "open_request", _closing_sessions),
    ),
    Defect(
        name="verrou_leve_a_la_demande",
        summary="Une simple demande lève le verrou de la connexion.",
        where=Where.STATE,
        expected=("B60",),
        change=function(demand, "open_request", _unlocking),
    ),
    Defect(
        name="perdu_au_redemarrage",
        summary="Les liens envoyés meurent quand le portail redémarre.",
        where=Where.STATE,
        expected=("P7.8",),
        change=_at_restart(revoked_at=True),
    ),
    Defect(
        name="usage_oublie_au_redemarrage",
        summary="Un redémarrage oublie que le lien a servi : il sert de nouveau.",
        where=Where.STATE,
        expected=("B03",),
        change=_at_restart(used_at=None, revoked_at=None),
    ),
    Defect(
        name="demande_tue_par_adresse",
        summary="La demande de l'un tue le lien de l'autre s'ils ont la même adresse.",
        where=Where.STATE,
        expected=("B45",),
        change=function(demand, "_queue_reset_mail", _by_address),
    ),
    Defect(
        name="demande_tue_par_numero",
        summary="Une demande tue le lien du même numéro dans l'autre situation.",
        where=Where.STATE,
        expected=("B45",),
        change=function(links, "replace_all", _by_number),
    ),
)
