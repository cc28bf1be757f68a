"""A load run for the terminal, in French."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table

from harness.report.french import counted, lasted, spaced
from harness.report.lines import line
from harness.report.load import words
from harness.runs.load.journey import Ending
from harness.runs.load.outcome import LoadOutcome

_STYLES = {"good": "bold green", "bad": "bold red", "unseen": "bold yellow"}
_SHOWN = 3
"""So many faults of a kind are printed; the report and the JSON have more."""


def print_load(console: Console, outcome: LoadOutcome) -> None:
    """Print the legs, what went wrong, the thresholds, and the verdict."""
    if outcome.legs:
        console.print(_table(outcome))
    for error in outcome.errors:
        told = f"{error.count} × {error.kind} ({words.leg_name(error.leg)})"
        line(console, f"✗ {told}", "red")
        line(console, f"    {error.example}", "dim")
    _print_faults(console, outcome)
    for held in outcome.held:
        mark, style = ("✗", "red") if held.exceeded else ("✓", "green")
        told = f"{held.threshold.said} : {words.measured(held)}"
        line(console, f"{mark} Seuil {told}", style)
    line(console, f"Parcours : {words.counted_journeys(outcome)}.")
    done = words.rate(outcome.count(Ending.DONE), outcome.walked_s)
    sent = words.rate(outcome.requests, outcome.walked_s)
    line(
        console,
        f"Débit : {done}, en requêtes {sent}. "
        f"{counted(outcome.mails.total, 'mail')}, en {lasted(outcome.duration_s)} "
        f"(cible {outcome.target}, graine {outcome.settings.seed}).",
    )
    if outcome.partial:
        line(console, f"Essai incomplet : {outcome.partial}", "bold red")
    said = words.verdict_of(outcome)
    line(
        console, spaced(f"Verdict : {said.word} ({said.meaning})."), _STYLES[said.tone]
    )


def _print_faults(console: Console, outcome: LoadOutcome) -> None:
    counts = Counter(one.wrong for one in outcome.faults)
    for wrong, count in counts.items():
        line(console, f"✗ {wrong.value} : {count}", "bold red")
        told = [one.sentence for one in outcome.faults if one.wrong is wrong]
        for sentence in told[:_SHOWN]:
            line(console, f"    {sentence}")
        if count > _SHOWN:
            line(console, f"    … et {count - _SHOWN} de plus.", "dim")


def _table(outcome: LoadOutcome) -> Table:
    table = Table(title="Durée des étapes", title_justify="left", expand=False)
    table.add_column("étape")
    for heading in ("passages", "échecs", "moitié", "95 %", "99 %", "max"):
        table.add_column(heading, justify="right")
    order = list(words.LEG_NAMES)
    for one in sorted(outcome.legs, key=lambda leg: order.index(leg.name)):
        times = [
            words.duration(one.times[name]) for name in ("p50", "p95", "p99", "max")
        ]
        table.add_row(
            words.leg_name(one.name), str(one.count), str(one.failures), *times
        )
    return table
