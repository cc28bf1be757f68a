"""How long things live."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import has_request_context, request

from simulator.defects.making import (
    Change,
    Defect,
    Where,
    function,
    rule,
    together,
)
from simulator.portal.service import demand

_PARIS = ZoneInfo("Europe/Paris")
_DAY = timedelta(hours=24)


def _posting_step_8() -> bool:
    return has_request_context() and request.endpoint == "reset.submit"


def _expiry(change: Callable[[datetime], datetime]) -> Change:
    """Have a link issued at an instant die at the one that *change* makes of it."""
    return rule("expiry", lambda _sound: change)


def _same_hour_tomorrow(issued_at: datetime) -> datetime:
    """Add a day on the wall of Paris: 23 or 25 hours where the clocks change."""
    return (issued_at.astimezone(_PARIS) + _DAY).astimezone(UTC)


def _kept_without_zone(issued_at: datetime) -> datetime:
    """Keep the hour of Paris without its offset: 2 h 30 that rings twice is one."""
    local = (issued_at + _DAY).astimezone(_PARIS).replace(tzinfo=None, fold=0)
    return local.replace(tzinfo=_PARIS).astimezone(UTC)


def _taken_for_utc(issued_at: datetime) -> datetime:
    """Keep the hour of Paris, and read it again as if it were UTC."""
    return (issued_at + _DAY).astimezone(_PARIS).replace(tzinfo=UTC)


def _to_the_minute(issued_at: datetime) -> datetime:
    return (issued_at + _DAY).replace(second=0, microsecond=0)


def _to_the_next_minute(issued_at: datetime) -> datetime:
    return _to_the_minute(issued_at) + timedelta(minutes=1)


def _end_of_next_day(issued_at: datetime) -> datetime:
    tomorrow = issued_at.astimezone(_PARIS).date() + timedelta(days=2)
    return datetime(
        tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=_PARIS
    ).astimezone(UTC)


def _from_step_4() -> Change:
    """Count the 24 hours from the beginning of the request."""
    begun: dict[str, Any] = {}

    def noting(queue: Any) -> Any:
        def queued(parts: Any, connection: Any, request: Any, recipient: str) -> Any:
            begun["at"] = request.created_at
            return queue(parts, connection, request, recipient)

        return queued

    return together(
        function(demand, "_queue_reset_mail", noting),
        rule("expiry", lambda sound: lambda _issued_at: sound(begun["at"])),
    )


def _from_the_first_visit() -> Change:
    """Count the 24 hours from when the link is first opened."""
    opened: dict[datetime, datetime] = {}

    def is_alive(now: datetime, end: datetime) -> bool:
        if request.blueprint != "reset":
            return True
        return now < opened.setdefault(end, now) + _DAY

    return rule("is_alive", lambda _sound: is_alive)


def _longer_by_each_visit() -> Change:
    """Have every visit of a living link give it another 24 hours."""
    ends: dict[datetime, datetime] = {}

    def is_alive(now: datetime, end: datetime) -> bool:
        if not now < ends.get(end, end):
            return False
        ends[end] = max(end, now + _DAY)
        return True

    return rule("is_alive", lambda _sound: is_alive)


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="exp_inclusif",
        summary="Le lien vit encore une seconde après son échéance.",
        where=Where.TIME,
        expected=("P7.6",),
        change=rule(
            "is_alive",
            lambda _sound: lambda now, end: now <= end + timedelta(seconds=1),
        ),
    ),
    Defect(
        name="exp_get_seul",
        summary="L'expiration n'est vérifiée qu'à l'ouverture du formulaire.",
        where=Where.TIME,
        expected=("B12",),
        change=rule(
            "is_alive",
            lambda sound: lambda now, end: _posting_step_8() or sound(now, end),
        ),
    ),
    Defect(
        name="exp_post_seul",
        summary="Un lien périmé s'ouvre encore : le refus ne vient qu'à la validation.",
        where=Where.TIME,
        expected=("P7.6", "B12"),
        change=rule(
            "is_alive",
            lambda sound: lambda now, end: not _posting_step_8() or sound(now, end),
        ),
    ),
    Defect(
        name="exp_jamais",
        summary="Le lien ne périt pas.",
        where=Where.TIME,
        expected=("P7.6", "B13"),
        change=rule("is_alive", lambda _sound: lambda _now, _end: True),
    ),
    Defect(
        name="exp_heure_murale",
        summary="Le lien dure jusqu'à la même heure du lendemain : 23 h ou 25 h.",
        where=Where.TIME,
        expected=("P7.6",),
        change=_expiry(_same_hour_tomorrow),
    ),
    Defect(
        name="exp_sans_fuseau",
        summary="L'échéance est gardée sans fuseau : l'heure qui recule s'y perd.",
        where=Where.TIME,
        expected=("P7.6",),
        change=_expiry(_kept_without_zone),
    ),
    Defect(
        name="exp_locale_prise_pour_utc",
        summary="L'échéance à l'heure de Paris est relue en UTC : des heures de plus.",
        where=Where.TIME,
        expected=("P7.6", "B13"),
        change=_expiry(_taken_for_utc),
    ),
    Defect(
        name="exp_a_la_minute",
        summary="L'échéance est tronquée à la minute : le lien meurt trop tôt.",
        where=Where.TIME,
        expected=("P7.6",),
        change=_expiry(_to_the_minute),
    ),
    Defect(
        name="exp_a_la_minute_suivante",
        summary="L'échéance est arrondie à la minute suivante, donc trop tard.",
        where=Where.TIME,
        expected=("P7.6", "B13"),
        change=_expiry(_to_the_next_minute),
    ),
    Defect(
        name="exp_fin_du_lendemain",
        summary="Le lien dure jusqu'à la fin du lendemain, au lieu de 24 heures.",
        where=Where.TIME,
        expected=("P7.6", "B13"),
        change=_expiry(_end_of_next_day),
    ),
    Defect(
        name="exp_une_heure",
        summary="Le lien ne dure qu'une heure, le mail en annonce 24.",
        where=Where.TIME,
        expected=("P7.6",),
        change=_expiry(lambda issued_at: issued_at + timedelta(hours=1)),
    ),
    Defect(
        name="exp_depuis_l_etape_4",
        summary="Les 24 heures comptent depuis le début de la demande.",
        where=Where.TIME,
        expected=("P7.6",),
        change=_from_step_4(),
    ),
    Defect(
        name="exp_depuis_l_ouverture",
        summary="Les 24 heures ne comptent que depuis la première visite du lien.",
        where=Where.TIME,
        expected=("P7.6", "B13"),
        change=_from_the_first_visit(),
    ),
    Defect(
        name="exp_prolongee",
        summary="Chaque visite du lien lui rend 24 heures de vie.",
        where=Where.TIME,
        expected=("B13",),
        change=_longer_by_each_visit(),
    ),
)
