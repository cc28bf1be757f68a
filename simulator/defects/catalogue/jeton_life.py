"""The link: used twice, outlived, lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from flask import render_template, request, session

from simulator.defects.catalogue.jeton_purpose import examined
from simulator.defects.making import (
    Change,
    Defect,
    Where,
    always,
    function,
    together,
    view,
)
from simulator.portal.service import demand, redemption, revocation
from simulator.portal.store import accounts, links
from simulator.portal.web import reset_pages


def _used(_parts: Any, connection: Any, token: str) -> Any:
    claims = _parts.tokens.decode(token)
    link = links.find(connection, claims.jti) if claims else None
    return link if link is not None and link.used_at is not None else None


def _dead(title: str) -> tuple[str, int]:
    return render_template("dead_link.html", title=title, text=""), reset_pages.GONE


def _dead_after_one(visits: Any, counts: Callable[[], bool]) -> Any:
    seen: set[str] = set()

    def visited() -> Any:
        token = request.args.get("token", "")
        if token in seen:
            return _dead("Ce lien a déjà servi")
        if counts():
            seen.add(token)
        return visits()

    return visited


def _only_where_asked(form: Any) -> Any:
    def shown() -> Any:
        if "requests" not in session:
            return _dead("Ce lien n'est pas valable")
        return form()

    return shown


def _only_the_same_agent() -> Change:
    """Refuse the link to a browser that calls itself otherwise than at step 5."""
    agents: dict[str, str] = {}

    def noting(queue: Any) -> Any:
        def queued(parts: Any, connection: Any, wanted: Any, recipient: str) -> Any:
            agents[recipient] = request.user_agent.string
            return queue(parts, connection, wanted, recipient)

        return queued

    def theirs(sound: Any) -> Any:
        def still(connection: Any, link: Any) -> bool:
            known = agents.get(link.email) == request.user_agent.string
            return known and bool(sound(connection, link))

        return still

    return together(
        function(demand, "_queue_reset_mail", noting),
        function(redemption, "_still_theirs", theirs),
    )


def _always_there(find: Any) -> Any:
    def found(connection: Any, jti: str) -> Any:
        link = find(connection, jti)
        if link is None:
            raise LookupError(jti)
        return link

    return found


def _whoever_writes(wanted: Callable[[Any, Any], bool]) -> Change:
    """Let links outlive changes of the account, as long as *wanted* says so."""

    def around(_sound: Any) -> Any:
        def still(connection: Any, link: Any) -> bool:
            account = accounts.find(connection, link.situation, link.dossier)
            return account is not None and wanted(account, link)

        return still

    return together(
        function(redemption, "_still_theirs", around), _revoked_by_nothing()
    )


def _revoked_by_nothing() -> Change:
    kept = SimpleNamespace(revoke_all=lambda *_arguments: None)
    return function(revocation, "links", lambda _sound: kept)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="deux_jetons_vivants",
        summary="Une nouvelle demande laisse vivre le lien de la précédente.",
        where=Where.TOKEN,
        expected=("B04",),
        change=function(links, "replace_all", always(None)),
    ),
    Defect(
        name="jeton_rejouable",
        summary="Le lien sert de nouveau après un changement réussi.",
        where=Where.TOKEN,
        expected=("B03",),
        change=together(
            examined(_used),
            function(links, "redeem", lambda use: lambda *link: use(*link) or True),
        ),
    ),
    Defect(
        name="consomme_au_get",
        summary="La première visite du lien l'use : un antivirus le perd.",
        where=Where.TOKEN,
        expected=("B19",),
        change=view("reset.form", lambda form: _dead_after_one(form, lambda: True)),
    ),
    Defect(
        name="consomme_au_head",
        summary="Une visite HEAD, celle d'un antivirus, use le lien.",
        where=Where.TOKEN,
        expected=("B19",),
        change=view(
            "reset.form",
            lambda form: _dead_after_one(form, lambda: request.method == "HEAD"),
        ),
    ),
    Defect(
        name="survit_changement_mdp",
        summary="Le lien sert encore après un changement fait dans l'espace personnel.",
        where=Where.TOKEN,
        expected=("B05",),
        change=function(links, "revoke_all", always(None)),
    ),
    Defect(
        name="survit_changement_mail",
        summary="Le lien sert encore quand l'adresse du dossier a changé.",
        where=Where.TOKEN,
        expected=("B06",),
        change=_whoever_writes(lambda account, _link: account.is_active),
    ),
    Defect(
        name="adresse_comparee_sans_etiquette",
        summary="Une adresse qui ne diffère que par l'étiquette passe pour la même.",
        where=Where.TOKEN,
        expected=("B06",),
        change=_whoever_writes(
            lambda account, link: (
                account.is_active
                and re.sub(r"\+.*@", "@", account.email or "") == link.email
            )
        ),
    ),
    Defect(
        name="lien_ranime",
        summary="L'adresse rétablie rend vie au lien d'avant.",
        where=Where.TOKEN,
        expected=("B06",),
        change=_revoked_by_nothing(),
    ),
    Defect(
        name="bloque_mais_reinitialise",
        summary="Le lien envoyé avant le blocage du compte sert encore.",
        where=Where.TOKEN,
        expected=("B42",),
        change=_whoever_writes(lambda account, link: account.email == link.email),
    ),
    Defect(
        name="compte_supprime_500",
        summary="Le lien d'un compte supprimé donne une erreur 500.",
        where=Where.STATE,
        expected=("B43",),
        change=function(links, "find", _always_there),
    ),
    Defect(
        name="lie_au_navigateur",
        summary="Le lien ne s'ouvre que dans le navigateur qui a fait la demande.",
        where=Where.TOKEN,
        expected=("P7.8",),
        change=view("reset.form", _only_where_asked),
    ),
    Defect(
        name="lie_au_modele_de_navigateur",
        summary="Le lien demandé sur un ordinateur ne s'ouvre pas sur un téléphone.",
        where=Where.TOKEN,
        expected=("P7.8",),
        change=_only_the_same_agent(),
    ),
)
