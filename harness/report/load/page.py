"""``load --report``: one run as a page for analysts, which asks nothing of anybody."""

from __future__ import annotations

import shlex
from collections import Counter
from dataclasses import dataclass

from harness.report import french
from harness.report.living.page import render
from harness.report.load import plots, words
from harness.report.load.timeline import Timeline, timeline
from harness.report.plots import Draw, as_svg
from harness.runs.load.audit import Wrong
from harness.runs.load.figures import Figures
from harness.runs.load.journey import Ending
from harness.runs.load.outcome import LoadOutcome
from harness.runs.load.stages import most_users

_BROAD_IN, _NARROW_IN = 8.4, 3.9
"""How wide plots are, in inches: for screens, for telephones."""
_LOW_IN, _HIGH_IN = 3.2, 4.6
"""How high: those along time, those with a line for each leg."""
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
    said = words.verdict_of(outcome)
    counts = Counter(one.wrong for one in outcome.faults)
    share = outcome.error_share
    return render(
        "load",
        ("dom", "theme"),
        package="harness.report.load",
        styles=("plots", "load"),
        title=f"Sésame : charge, {said.word}, cible {outcome.target}",
        outcome=outcome,
        words=words,
        said=said,
        most=most_users(outcome.settings.stages),
        journeys=words.counted_journeys(outcome),
        journey_rate=words.rate(outcome.count(Ending.DONE), outcome.walked_s),
        request_rate=words.rate(outcome.requests, outcome.walked_s),
        error_share="—" if share is None else french.percent(share),
        checks=[(wrong, counts[wrong], _told(outcome, wrong)) for wrong in Wrong],
        first=_FIRST,
        plots=_plots(outcome),
        command=_command(outcome),
    )


def _told(outcome: LoadOutcome, wrong: Wrong) -> list[str]:
    return [one.sentence for one in outcome.faults if one.wrong is wrong][:_SHOWN]


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
        _HIGH_IN,
    )


def _throughput(over: Timeline) -> Plot:
    best = max(one.done for one in over.spans) / over.width_s
    failed = sum(one.failed for one in over.spans)
    rows = tuple(
        (french.decimal(one.from_s, 0), str(one.done), str(one.failed))
        for one in over.spans
    )
    return _plot(
        "debit",
        "Parcours terminés",
        f"Au mieux {french.decimal(best)} parcours réussis par seconde ; "
        + (f"{french.grouped(failed)} échoués en tout." if failed else "aucun échec."),
        plots.throughput(over),
        ("à partir de (s)", "réussis", "échoués"),
        rows,
    )


def _present(over: Timeline) -> Plot:
    most = max(one.present for one in over.spans)
    rows = tuple(
        (french.decimal(one.from_s, 0), str(one.present), str(one.expected))
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
            french.decimal(one.from_s, 0),
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
    draw: Draw,
    headings: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    height_in: float = _LOW_IN,
) -> Plot:
    summary = french.spaced(summary)
    label = f"{title}. {summary} Les valeurs sont dans le tableau qui suit."
    broad, narrow = (
        as_svg(draw, (width_in, height_in), f"{name}-{size}", label)
        for width_in, size in ((_BROAD_IN, "large"), (_NARROW_IN, "etroit"))
    )
    return Plot(name, title, summary, broad, narrow, headings, rows)
