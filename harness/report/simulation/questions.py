"""The questions that a simulation answers, and how each figure is taken from counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from simulator.living.tally import Event, Fate, Tally

_HOUR_MINUTES = 60


class Unit(StrEnum):
    """How a figure is said."""

    SHARE = "share"
    """0 to 1, said in per cent."""
    MINUTES = "minutes"
    COUNT = "count"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Question:
    """One figure.

    Attributes:
        name: its key in the JSON.
        label: the question, in French.
        unit: how it is said.
        figure: takes it from the counts of one world; None where it has no meaning.
    """

    name: str
    label: str
    unit: Unit
    figure: Callable[[Tally], float | None]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _fates(*fates: Fate) -> Callable[[Tally], float | None]:
    return lambda tally: _share(
        sum(tally.fates[one] for one in fates), tally.events[Event.NEED]
    )


def _events(event: Event) -> Callable[[Tally], float | None]:
    return lambda tally: tally.events[event]


def quantile(times: Counter[int], share: float) -> float | None:
    """Return the minutes within which a share of those who succeeded did."""
    total, so_far = sum(times.values()), 0
    for minutes in sorted(times):
        so_far += times[minutes]
        if so_far >= share * total:
            return float(minutes)
    return None


def within(tally: Tally, minutes: int) -> float | None:
    """Return the share of all needs settled by mail within so many minutes."""
    done = sum(count for took, count in tally.times.items() if took <= minutes)
    return _share(done, tally.events[Event.NEED])


def _busiest(counts: Counter[int]) -> float:
    return max(counts.values(), default=0)


QUESTIONS = (
    Question(
        "needs",
        "Combien de personnes ont eu besoin d'un nouveau mot de passe ?",
        Unit.COUNT,
        _events(Event.NEED),
    ),
    Question(
        "completed",
        "Quelle part y parvient seule, par mail ou par courrier ?",
        Unit.SHARE,
        _fates(Fate.MAIL, Fate.POST),
    ),
    Question(
        "completed_by_mail",
        "Quelle part y parvient par mail ?",
        Unit.SHARE,
        _fates(Fate.MAIL),
    ),
    Question(
        "within_an_hour",
        "Quelle part y parvient par mail en une heure ?",
        Unit.SHARE,
        lambda tally: within(tally, _HOUR_MINUTES),
    ),
    Question(
        "median_minutes",
        "En combien de temps, par mail : la moitié de ceux qui y parviennent ?",
        Unit.MINUTES,
        lambda tally: quantile(tally.times, 0.5),
    ),
    Question(
        "p90_minutes",
        "En combien de temps, par mail : neuf sur dix de ceux qui y parviennent ?",
        Unit.MINUTES,
        lambda tally: quantile(tally.times, 0.9),
    ),
    Question("given_up", "Quelle part renonce ?", Unit.SHARE, _fates(Fate.GIVEN_UP)),
    Question(
        "expired_links",
        "Quelle part des liens suivis a expiré ?",
        Unit.SHARE,
        lambda tally: _share(
            tally.events[Event.LINK_EXPIRED], tally.events[Event.LINK_FOLLOWED]
        ),
    ),
    Question(
        "repeated",
        "Quelle part des personnes redemande au moins une fois ?",
        Unit.SHARE,
        lambda tally: _share(
            tally.events[Event.NEED_REPEATED], tally.events[Event.NEED]
        ),
    ),
    Question(
        "no_mail",
        "Combien de fois a-t-on attendu un mail en vain ?",
        Unit.COUNT,
        _events(Event.NO_MAIL),
    ),
    Question(
        "passwords_refused",
        "Combien de mots de passe l'étape 8 refuse-t-elle ?",
        Unit.COUNT,
        _events(Event.PASSWORD_REFUSED),
    ),
    Question(
        "letters", "Combien de courriers partent ?", Unit.COUNT, _events(Event.LETTER)
    ),
    Question(
        "mails",
        "Combien de mails partent ?",
        Unit.COUNT,
        lambda tally: sum(tally.mails.values()),
    ),
    Question(
        "mails_busiest_hour",
        "Combien de mails dans l'heure la plus chargée ?",
        Unit.COUNT,
        lambda tally: _busiest(tally.mails),
    ),
    Question(
        "postponed",
        "Combien de remises le serveur de mail diffère-t-il ?",
        Unit.COUNT,
        _events(Event.POSTPONED),
    ),
    Question(
        "calls",
        "Combien d'appels l'assistance reçoit-elle ?",
        Unit.COUNT,
        _events(Event.CALL),
    ),
    Question(
        "calls_busiest_hour",
        "Combien d'appels dans l'heure la plus chargée ?",
        Unit.COUNT,
        lambda tally: _busiest(tally.calls),
    ),
    Question(
        "call_hours",
        "Combien d'heures au téléphone en tout ?",
        Unit.HOURS,
        lambda tally: tally.call_seconds / 3600,
    ),
)
