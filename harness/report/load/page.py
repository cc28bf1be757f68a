"""``load --report``: one run as a page for analysts, which asks nothing of anybody."""

from __future__ import annotations

import shlex
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.report import french
from harness.report.living.page import FrenchSpaces
from harness.report.load import plots, words
from harness.report.load.timeline import Timeline, timeline
from harness.runs.load.audit import Wrong
from harness.runs.load.figures import Figures
from harness.runs.load.journey import Ending
from harness.runs.load.outcome import LoadOutcome
from harness.runs.load.stages import most_users

_FIRST = 4
"""So many faults of a kind are told at once, the others behind a click."""
_SHOWN = 40
"""So many faults of a kind are told; the JSON has them all."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot in both sizes, what it shows in a sentence, and the same as a table."""

    id: str
    title: str
    summary: str
    broad: str
    narrow: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def report(outcome: LoadOutcome) -> str:
    """Return the page of one run."""
    environment = Environment(
        loader=PackageLoader("harness.report.load"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[FrenchSpaces],
    )
    filters: dict[str, Any] = {
        "fr": french.spaced,
        "moment": french.moment,
        "lasted": french.lasted,
        "grouped": french.grouped,
        "duration": words.duration,
        "percent": words.percent,
        "leg": words.leg_name,
        "measured": words.measured,
        "limit": words.limit,
    }
    environment.filters.update(filters)
    said = words.verdict_of(outcome)
    counts = Counter(one.wrong for one in outcome.faults)
    return environment.get_template("load.html").render(
        title=f"Sésame : charge, {said.word}, cible {outcome.target}",
        style=_styles(),
        outcome=outcome,
        said=said,
        most=most_users(outcome.settings.stages),
        journeys=words.counted_journeys(outcome),
        journey_rate=words.rate(outcome.count(Ending.DONE), outcome.walked_s),
        request_rate=words.rate(outcome.requests, outcome.walked_s),
        checks=[(wrong, counts[wrong], _told(outcome, wrong)) for wrong in Wrong],
        first=_FIRST,
        plots=_plots(outcome),
        command=_command(outcome),
    )


def _told(outcome: LoadOutcome, wrong: Wrong) -> list[str]:
    return [one.sentence for one in outcome.faults if one.wrong is wrong][:_SHOWN]


def _styles() -> str:
    living, own = files("harness.report.living"), files("harness.report.load")
    sheets = [living / "assets" / f"{name}.css" for name in ("colours", "report")]
    sheets.append(own / "templates" / "load.css")
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets)


def _command(outcome: LoadOutcome) -> str:
    settings = outcome.settings
    stages = settings.stages
    if len(stages) == 1:
        one = stages[0]
        when = f"--users {one.users} --ramp {one.ramp_s:g}s --duration "
        when += f"{one.duration_s:g}s"
    elif any(one.ramp_s for one in stages):
        when = "--stages FICHIER.toml"
    else:
        told = ",".join(f"{one.users}@{one.duration_s:g}s" for one in stages)
        when = f"--stages {told}"
    spread = (
        f"--workers {settings.workers}"
        if settings.workers
        else f"--processes {settings.processes}"
    )
    limits = "".join(f" --fail-above {one.said}" for one in settings.thresholds)
    return (
        f"sesame load --target {shlex.quote(settings.target)} {when} "
        f"{spread} --think {settings.thinking:g} --max-rate {settings.max_rate:g} "
        f"--population {settings.population} --seed {settings.seed}{limits}"
    )


def _plots(outcome: LoadOutcome) -> list[Plot]:
    over = timeline(outcome)
    legs = _in_order(outcome)
    drawn = []
    if legs:
        drawn.append(_durations(legs))
    if over.spans:
        drawn += [_throughput(over), _present(over), _waiting(over)]
    return drawn


def _in_order(outcome: LoadOutcome) -> list[Figures]:
    order = list(words.LEG_NAMES)
    return sorted(outcome.legs, key=lambda one: order.index(one.name))


def _durations(legs: list[Figures]) -> Plot:
    slowest = max(legs, key=lambda one: one.times["p95"])
    headings = ("étape", "passages", "échecs", "moitié", "90 %", "95 %", "99 %", "max")
    rows = tuple(
        (
            words.leg_name(one.name),
            french.grouped(one.count),
            french.grouped(one.failures),
            *(
                words.duration(one.times[name])
                for name in ("p50", "p90", "p95", "p99", "max")
            ),
        )
        for one in legs
    )
    return _plot(
        "etapes",
        "Durée de chaque étape",
        f"La plus lente est « {words.leg_name(slowest.name)} » : 95 % des passages en "
        f"moins de {words.duration(slowest.times['p95'])}.",
        plots.durations(legs),
        headings,
        rows,
        plots.HIGH_IN,
    )


def _throughput(over: Timeline) -> Plot:
    best = max(one.done for one in over.spans) / over.width_s
    failed = sum(one.failed for one in over.spans)
    rows = tuple(
        (words.decimal(one.from_s, 0), str(one.done), str(one.failed))
        for one in over.spans
    )
    return _plot(
        "debit",
        "Parcours terminés",
        f"Au mieux {words.decimal(best)} parcours réussis par seconde ; "
        + (f"{french.grouped(failed)} échoués en tout." if failed else "aucun échec."),
        plots.throughput(over),
        ("à partir de (s)", "réussis", "échoués"),
        rows,
    )


def _present(over: Timeline) -> Plot:
    most = max(one.present for one in over.spans)
    rows = tuple(
        (words.decimal(one.from_s, 0), str(one.present), str(one.expected))
        for one in over.spans
    )
    return _plot(
        "presents",
        "Personnes en chemin",
        f"Jusqu'à {french.grouped(most)} personnes en même temps.",
        plots.present(over),
        ("à partir de (s)", "présentes", "prévues"),
        rows,
    )


def _waiting(over: Timeline) -> Plot:
    spans = [one for one in over.spans if one.median_s is not None]
    rows = tuple(
        (
            words.decimal(one.from_s, 0),
            words.duration(one.median_s or 0.0),
            words.duration(one.slowest_s or 0.0),
        )
        for one in spans
    )
    if spans:
        first, last = spans[0].median_s or 0.0, spans[-1].median_s or 0.0
        summary = (
            f"La moitié des parcours attend moins de {words.duration(first)} au début, "
            f"{words.duration(last)} à la fin."
        )
    else:
        summary = "Trop peu de parcours réussis pour le dire."
    return _plot(
        "attente",
        "Attente d'un parcours entier, réflexion exclue",
        summary,
        plots.waiting(over),
        ("à partir de (s)", "la moitié", "95 %"),
        rows,
    )


def _plot(
    name: str,
    title: str,
    summary: str,
    draw: plots.Draw,
    headings: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    height_in: float = plots.LOW_IN,
) -> Plot:
    return Plot(
        name,
        title,
        french.spaced(summary),
        plots.as_svg(draw, (plots.BROAD_IN, height_in), f"{name}-large"),
        plots.as_svg(draw, (plots.NARROW_IN, height_in), f"{name}-etroit"),
        headings,
        rows,
    )
