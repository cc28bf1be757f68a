"""The letter: whom it goes to, and when it comes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from simulator.defects.catalogue import courrier_provisoire
from simulator.defects.making import (
    Defect,
    Where,
    function,
    rule,
)
from simulator.defects.variation import Change
from simulator.portal.rules import working_days
from simulator.portal.service import demand
from simulator.portal.service.demand import Channel


def _with_a_mail(send: Any) -> Any:
    def sent(*asked: Any) -> Any:
        *who, account, channel = asked
        queued = send(*asked)
        if channel is Channel.POST and account.email:
            queued = send(*who, account, Channel.MAIL)
        return queued

    return sent


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
        name="feries_metropole_seule",
        summary="Les jours fériés d'Alsace-Moselle et d'outre-mer sont oubliés.",
        where=Where.LETTER,
        expected=("P5.5",),
        change=_holidays_of(lambda sound: lambda _department, year: sound("75", year)),
    ),
)


DEFECTS: tuple[Defect, ...] = (*_RECIPIENT, *_DAY, *courrier_provisoire.DEFECTS)
