"""The letter: whom it goes to, and when it comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from simulator.defects.catalogue import courrier_provisoire
from simulator.defects.making import (
    Defect,
    Where,
    always,
    function,
    rule,
    together,
)
from simulator.defects.variation import Change
from simulator.portal.rules import working_days
from simulator.portal.service import demand, letter
from simulator.portal.service.demand import Channel
from simulator.portal.store import accounts


def _with_a_mail(send: Any) -> Any:
    def sent(*asked: Any) -> Any:
        *who, account, channel = asked
        queued = send(*asked)
        if channel is Channel.POST and account.email:
            queued = send(*who, account, Channel.MAIL)
        return queued

    return sent


def _twice(post_letter: Any) -> Any:
    def posted(*asked: Any) -> None:
        post_letter(*asked)
        post_letter(*asked)

    return posted


def _address_of_step_4() -> Change:
    known: dict[str, Any] = {}

    def opening(open_request: Any) -> Any:
        def opened(portal: Any, *key: Any) -> Any:
            with portal.store.begin() as connection:
                account = accounts.find(connection, *key)
            request_id = open_request(portal, *key)
            known["/".join(key)] = account.address if account else None
            return request_id

        return opened

    def posting(post_letter: Any) -> Any:
        def posted(portal: Any, connection: Any, account: Any) -> None:
            former = known.get(f"{account.situation}/{account.dossier}")
            post_letter(portal, connection, replace(account, address=former))

        return posted

    return together(
        function(demand, "open_request", opening),
        function(demand, "post_letter", posting),
    )


def _nameless(recipient: Any) -> Any:
    return replace(recipient, name="L'occupant")


def _holidays_of(holidays: Any) -> Change:
    """Have *holidays* tell the days off of (department, year), given the sound rule."""
    return function(working_days, "public_holidays", holidays)


_RECIPIENT: tuple[Defect, ...] = (
    Defect(
        name="courrier_envoie_mail",
        summary="Choisir le courrier envoie aussi un mail.",
        where=Where.MAIL,
        expected=("P5.5",),
        change=function(demand, "_send", _with_a_mail),
    ),
    Defect(
        name="courrier_en_double",
        summary="Chaque demande de courrier en fait partir deux.",
        where=Where.LETTER,
        expected=("P5.5",),
        change=function(demand, "post_letter", _twice),
    ),
    Defect(
        name="courrier_sans_nom",
        summary="Le courrier part sans le nom de la personne.",
        where=Where.LETTER,
        expected=("P5.5",),
        change=function(
            letter,
            "address_lines",
            lambda sound: lambda recipient: sound(_nameless(recipient)),
        ),
    ),
    Defect(
        name="courrier_ancienne_adresse",
        summary="Le courrier part à l'adresse d'avant un déménagement.",
        where=Where.LETTER,
        expected=("P5.5",),
        change=_address_of_step_4(),
    ),
)


_DAY: tuple[Defect, ...] = (
    Defect(
        name="delai_calendaire",
        summary="Les 72 h du courrier comptent aussi le week-end.",
        where=Where.LETTER,
        expected=("P5.5",),
        change=rule(
            "expected_delivery",
            lambda _sound: lambda posted, _zone: (posted + timedelta(days=3)).date(),
        ),
    ),
    Defect(
        name="feries_ignores",
        summary="Aucun jour férié ne retarde le courrier.",
        where=Where.LETTER,
        expected=("P5.5",),
        change=_holidays_of(always(frozenset())),
    ),
    Defect(
        name="feries_metropole_seule",
        summary="Les jours fériés d'Alsace-Moselle et d'outre-mer sont oubliés.",
        where=Where.LETTER,
        expected=("P5.5",),
        change=_holidays_of(lambda sound: lambda _department, year: sound("75", year)),
    ),
)


DEFECTS: tuple[Defect, ...] = (*_RECIPIENT, *_DAY, *courrier_provisoire.DEFECTS)
