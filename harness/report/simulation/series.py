"""What the plots show, as numbers: each plot has its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from harness.report import french
from harness.report.simulation.answers import pooled
from harness.report.simulation.questions import within
from harness.report.simulation.saying import lasting
from harness.runs.simulation.simulate import Simulation
from simulator.clock import PARIS
from simulator.living.demand import Demand
from simulator.living.life import Period
from simulator.living.tally import Event, Fate, Tally

REFERENCE = "référence"
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_FATES = {
    Fate.MAIL: "par mail",
    Fate.POST: "par courrier",
    Fate.DESK: "par l'assistance",
    Fate.GIVEN_UP: "renonce",
}
_MOMENTS = (5, 10, 15, 30, 60, 120, 240, 480, 720, 1440, 2880, 5760)
_EVENTS = {
    Event.NO_MAIL: "mail attendu en vain",
    Event.LINK_EXPIRED: "lien expiré",
    Event.LINK_REPLACED: "lien remplacé ou déjà servi",
    Event.PASSWORD_REFUSED: "mot de passe refusé",
    Event.WRONG_DOSSIER: "numéro mal recopié",
    Event.IN_SPAM: "mail retrouvé dans les indésirables",
}


@dataclass(frozen=True, slots=True)
class Series:
    """Several lines of numbers over the same places.

    Attributes:
        name: what the plot is called in the page (a part of its id).
        title: what it shows, in French.
        across: what the places are.
        up: what the numbers are.
        places: the places, in order.
        lines: the numbers, by variant.
        share: whether the numbers are shares, said in per cent.
    """

    name: str
    title: str
    across: str
    up: str
    places: tuple[str, ...]
    lines: dict[str, tuple[float, ...]]
    share: bool = False


def all_series(simulation: Simulation) -> tuple[Series, ...]:
    """Return everything that is plotted, in the order of the page."""
    names = [one.name or REFERENCE for one in simulation.plan.variants]
    worlds = len(simulation.plan.seeds)
    wholes = dict(zip(names, map(pooled, simulation.tallies), strict=True))
    reference = simulation.plan.variants[0].scenario
    period = simulation.plan.period
    demand = Demand(reference, period.start, period.days)
    return (
        Series(
            "issues",
            "Comment finissent les besoins",
            "issue",
            "part des besoins",
            tuple(_FATES.values()),
            {
                name: _shares(whole, [whole.fates[fate] for fate in _FATES])
                for name, whole in wholes.items()
            },
            share=True,
        ),
        Series(
            "temps",
            "Part des besoins réglés par mail, selon le temps écoulé",
            "temps depuis le besoin",
            "part des besoins",
            tuple(lasting(60 * moment) for moment in _MOMENTS),
            {
                name: tuple(within(whole, moment) or 0.0 for moment in _MOMENTS)
                for name, whole in wholes.items()
            },
            share=True,
        ),
        Series(
            "embuches",
            "Embûches rencontrées, pour 100 besoins",
            "embûche",
            "fois pour 100 besoins",
            tuple(_EVENTS.values()),
            {
                name: tuple(
                    100 * value
                    for value in _shares(whole, [whole.events[one] for one in _EVENTS])
                )
                for name, whole in wholes.items()
            },
        ),
        Series(
            "jours",
            "Besoins par jour de la période",
            "jour",
            "besoins",
            tuple(
                f"{day.day}/{day.month}"
                for day in (
                    period.start + timedelta(days=number)
                    for number in range(period.days)
                )
            ),
            {
                name: _by_day(whole.needs, demand, period.days, worlds)
                for name, whole in wholes.items()
            },
        ),
        Series(
            "mails",
            "Mails par heure de la journée",
            "heure, à Paris",
            "mails par heure, en moyenne",
            tuple(french.spaced(f"{hour} h") for hour in range(24)),
            {
                name: _by_hour(whole.mails, demand, period.days * worlds)
                for name, whole in wholes.items()
            },
        ),
        Series(
            "appels",
            "Appels à l'assistance, par jour de la semaine",
            "jour",
            "appels ce jour-là, en moyenne",
            _WEEKDAYS[:5],
            {
                name: _by_weekday(whole.calls, demand, period, worlds)
                for name, whole in wholes.items()
            },
        ),
    )


def _shares(whole: Tally, counts: Sequence[int]) -> tuple[float, ...]:
    needs = whole.events[Event.NEED]
    return tuple(count / needs if needs else 0.0 for count in counts)


def _by_day(
    counts: Counter[int], demand: Demand, days: int, worlds: int
) -> tuple[float, ...]:
    first = demand.begins.astimezone(PARIS).date()
    sums = [0.0] * days
    for hour, count in counts.items():
        local = (demand.begins + timedelta(hours=hour)).astimezone(PARIS)
        sums[(local.date() - first).days] += count / worlds
    return tuple(sums)


def _by_hour(counts: Counter[int], demand: Demand, days: int) -> tuple[float, ...]:
    sums = [0.0] * 24
    for hour, count in counts.items():
        local = (demand.begins + timedelta(hours=hour)).astimezone(PARIS)
        sums[local.hour] += count / days
    return tuple(sums)


def _by_weekday(
    counts: Counter[int], demand: Demand, period: Period, worlds: int
) -> tuple[float, ...]:
    days = (period.start + timedelta(days=number) for number in range(period.days))
    # A month has five of some weekdays and four of the others.
    times = Counter(day.weekday() for day in days)
    sums = [0.0] * 7
    for hour, count in counts.items():
        local = (demand.begins + timedelta(hours=hour)).astimezone(PARIS)
        sums[local.weekday()] += count
    return tuple(sums[day] / (max(1, times[day]) * worlds) for day in range(5))
