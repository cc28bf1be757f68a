"""Step 6: « Presque fini... », the mail that leaves, and what must not change."""

from __future__ import annotations

from typing import Any

from flask import session

from simulator.defects.making import (
    Defect,
    Where,
    answer_text,
    function,
    method,
    page_text,
    view,
)
from simulator.portal.ports.smtp import HandOver, Outcome
from simulator.portal.service import demand
from simulator.portal.service.demand import Channel
from simulator.portal.store import accounts
from simulator.portal.store.requests import RequestState
from simulator.portal.web.context import parts


def _taken_for_success(outcome: Outcome) -> Any:
    """Take *outcome* for a mail that was accepted."""

    def around(send: Any) -> Any:
        def sent(*mail: Any) -> HandOver:
            result: HandOver = send(*mail)
            lost = result.outcome is outcome
            return HandOver(Outcome.ACCEPTED) if lost else result

        return sent

    return method("transport", "send", around)


def _sent_again(taken: Any) -> Any:
    def shown(request_id: str) -> Any:
        mine = demand.find_request(parts(), request_id)
        seen = session.get("seen", [])
        if mine and mine.state is RequestState.MAIL and request_id in seen:
            again = demand.open_request(parts(), mine.situation, mine.dossier)
            copy = demand.find_request(parts(), again)
            if copy is not None:
                demand.choose(parts(), copy, Channel.MAIL)
        session["seen"] = [*seen, request_id]
        return taken(request_id)

    return shown


def _made_useless(portal: Any, situation: Any, dossier: str) -> None:
    """Replace the password of an account by one that nobody knows."""
    unknown = portal.hasher.hash(portal.name())
    with portal.store.begin() as connection:
        accounts.change(connection, situation, dossier, {"password_hash": unknown})


def _after_the_choice(choose: Any) -> Any:
    def chosen(portal: Any, asked: Any, channel: Any) -> Any:
        answered = choose(portal, asked, channel)
        _made_useless(portal, asked.situation, asked.dossier)
        return answered

    return chosen


_INVITATION = (
    "Veillez cliquer sur le lien présent dans l'E-mail pour valider l'opération!"
)

DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="invitation_absente",
        summary="L'étape 6 n'invite pas à suivre le lien du mail.",
        where=Where.PAGE,
        expected=("P6.2",),
        change=page_text(_INVITATION, "", only="taken_by_mail.html"),
    ),
    Defect(
        name="invitation_corrigee",
        summary="L'étape 6 dit « Veuillez » et non « Veillez », comme il est prévu.",
        where=Where.PAGE,
        expected=("P6.2",),
        change=page_text("Veillez", "Veuillez", only="taken_by_mail.html"),
    ),
    Defect(
        name="etape6_sans_connexion",
        summary="L'étape 6 n'offre plus de se connecter.",
        where=Where.PAGE,
        expected=("P6.3",),
        change=page_text("{{ parts.login_block() }}", "", only="taken_by_mail.html"),
    ),
    Defect(
        name="etape6_connexion_morte",
        summary="Le formulaire de connexion de l'étape 6 n'envoie rien.",
        where=Where.PAGE,
        expected=("P6.3",),
        change=answer_text(
            '<button type="submit">Se connecter',
            '<button type="button">Se connecter',
            "demand.taken",
        ),
    ),
    Defect(
        name="fc_presentation_morte",
        summary="Le lien « Qu'est-ce que FranceConnect ? » mène à une page absente.",
        where=Where.PAGE,
        expected=("P6.3",),
        change=page_text(
            "{{ url_for('france_connect.about') }}",
            "/FranceConnect/Rien",
            only="parts.html",
        ),
    ),
    Defect(
        name="annonce_sans_envoi",
        summary="L'étape 6 annonce le mail, et rien ne part.",
        where=Where.MAIL,
        expected=("P6.1", "P7.1"),
        change=method(
            "transport", "send", lambda _: lambda *_mail: HandOver(Outcome.ACCEPTED)
        ),
    ),
    Defect(
        name="perdu_sur_4xx",
        summary="Un refus provisoire (451) est pris pour un envoi : le mail est perdu.",
        where=Where.MAIL,
        expected=("B41",),
        change=_taken_for_success(Outcome.POSTPONED),
    ),
    Defect(
        name="confirmation_malgre_550",
        summary="Un refus définitif (550) est annoncé comme un envoi.",
        where=Where.MAIL,
        expected=("B41", "P6.1"),
        change=_taken_for_success(Outcome.REFUSED),
    ),
    Defect(
        name="f5_renvoie",
        summary="Recharger l'étape 6 renvoie un mail.",
        where=Where.MAIL,
        expected=("P6.1",),
        change=view("demand.taken", _sent_again),
    ),
    Defect(
        name="ancien_mdp_coupe",
        summary="L'ancien mot de passe ne vaut plus dès la demande.",
        where=Where.STATE,
        expected=("P6.2", "B23"),
        change=function(demand, "choose", _after_the_choice),
    ),
)
