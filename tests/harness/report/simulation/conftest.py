"""One small simulation that the tests of the report share."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from harness.runs.simulation.plan import Fidelity, SimulationPlan, Variant
from harness.runs.simulation.simulate import Simulation, simulate
from simulator.living.life import Period
from simulator.living.scenario import scenario

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
BUSY = {"monthly_demand": 0.5, "outages_per_month": 3.0}
SHORT = BUSY | {"link_validity": "2h"}


def _variants() -> tuple[Variant, ...]:
    return (
        Variant("", BUSY, scenario(BUSY)),
        Variant('link_validity="2h" & <b>', SHORT, scenario(SHORT)),
    )


@pytest.fixture(scope="session")
def simulation() -> Simulation:
    """Three worlds of a busy fortnight, with and without a shorter link."""
    period = Period(date(2026, 3, 23), 14, 60)
    plan = SimulationPlan(
        Fidelity.SERVICE, period, (1, 2, 3), _variants(), "L'essai <1> & 2"
    )
    return replace(simulate(plan), started_at=NOON, duration_s=1.5)


@pytest.fixture
def alone(simulation: Simulation) -> Simulation:
    """Return the reference alone, in a single world."""
    plan = replace(
        simulation.plan, seeds=(1,), variants=simulation.plan.variants[:1], title=""
    )
    return replace(simulation, plan=plan, tallies=(simulation.tallies[0][:1],))
