"""What ``sesame simulate`` prints: the answers, in French."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.report import french
from harness.report.simulation.answers import TOO_FEW, Answer, answers, is_thin
from harness.report.simulation.saying import figure, gap, interval
from harness.report.simulation.series import REFERENCE
from harness.runs.simulation.simulate import Simulation

WARNING = "Presque tout est hypothèse : docs/hypotheses-simulation.md."
COMPARED = (
    "Écarts à la référence, monde par monde ; « net » : l'intervalle de confiance à "
    "95 % exclut zéro."
)


def print_answers(console: Console, simulation: Simulation) -> None:
    """Print the answers, one column a scenario."""
    plan = simulation.plan
    people = french.counted(plan.period.size, "affilié")
    worlds = french.counted(len(plan.seeds), "monde")
    days = french.counted(plan.period.days, "jour")
    console.print(
        f"{people}, {days}, {worlds}, fidélité « {plan.fidelity.value} » : "
        f"simulés en {french.lasted(simulation.duration_s)}.",
        highlight=False,
        soft_wrap=True,
    )
    table = Table("Question", show_edge=False, pad_edge=False)
    for variant in plan.variants:
        name = escape(variant.name) or REFERENCE
        table.add_column(name, justify="right", overflow="fold")
    for row in zip(*answers(simulation), strict=True):
        table.add_row(french.spaced(row[0].question.label), *map(_cell, row))
    console.print(table, highlight=False)
    if len(plan.variants) > 1:
        console.print(french.spaced(COMPARED), highlight=False, soft_wrap=True)
    if is_thin(simulation):
        console.print(TOO_FEW, style="bold yellow", highlight=False, soft_wrap=True)
    console.print(WARNING, highlight=False, soft_wrap=True)


def _cell(one: Answer) -> str:
    """Say a figure with its interval, or with its difference to the reference."""
    unit = one.question.unit
    said = figure(one.estimate.mean, unit)
    beside = gap(one.difference, unit) or interval(one.estimate, unit)
    return f"{said}\n({beside})" if beside else said
