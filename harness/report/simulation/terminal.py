"""What ``sesame simulate`` prints: the answers, in French."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from harness.report import french
from harness.report.simulation.answers import TOO_FEW, answers, is_thin
from harness.report.simulation.saying import figure, interval
from harness.report.simulation.series import REFERENCE
from harness.runs.simulation.simulate import Simulation

WARNING = (
    "Presque tout est hypothèse : docs/hypotheses-simulation.md ; --report dit ce qui "
    "change d'un scénario à l'autre."
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
        table.add_column(variant.name or REFERENCE, justify="right")
    for row in zip(*answers(simulation), strict=True):
        cells = []
        for one in row:
            unit = one.question.unit
            said = figure(one.estimate.mean, unit)
            range_ = interval(one.estimate, unit)
            cells.append(f"{said}\n({range_})" if range_ else said)
        table.add_row(french.spaced(row[0].question.label), *cells)
    console.print(table, highlight=False)
    if is_thin(simulation):
        console.print(TOO_FEW, style="bold yellow", highlight=False, soft_wrap=True)
    console.print(WARNING, highlight=False, soft_wrap=True)
