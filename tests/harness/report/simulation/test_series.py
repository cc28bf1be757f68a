"""What the plots of a simulation show, as numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from harness.report.simulation.series import all_series
from harness.runs.simulation.plan import Fidelity, SimulationPlan, Variant
from harness.runs.simulation.simulate import Simulation
from simulator.living.life import Period
from simulator.living.scenario import scenario
from simulator.living.tally import Tally


def test_calls_are_those_of_one_such_day(simulation: Simulation) -> None:
    """A month of 31 days has five of some weekdays: they do not look busier."""
    tally = Tally()
    for day in range(31):
        tally.calls[24 * day + 10] = 4
    plan = SimulationPlan(
        Fidelity.SERVICE,
        Period(date(2026, 6, 1), 31, 100),
        (1, 2),
        (Variant("", {}, scenario()),),
    )
    told = replace(simulation, plan=plan, tallies=((tally, tally),))
    (calls,) = (one for one in all_series(told) if one.name == "appels")

    assert {"référence": (4.0,) * 5} == calls.lines
