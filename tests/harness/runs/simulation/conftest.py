"""Plans small enough for a test, and the two ways to walk the procedure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date
from typing import Any

import pytest

from harness.runs.simulation.pages import PagesProcedure
from harness.runs.simulation.plan import Fidelity, SimulationPlan, Variant
from simulator.living.life import Period, World
from simulator.living.procedure import Procedure
from simulator.living.scenario import Scenario, scenario
from simulator.living.service import ServiceProcedure

START = date(2026, 3, 2)
WAYS: dict[Fidelity, Callable[[Scenario, World], Procedure]] = {
    Fidelity.SERVICE: ServiceProcedure,
    Fidelity.PAGES: PagesProcedure,
}
OpenWay = Callable[[Fidelity, Scenario, World], Procedure]


@pytest.fixture
def open_way() -> Iterator[OpenWay]:
    """Open the procedure in a fidelity; it is closed in the end."""
    with ExitStack() as opened:

        def open_one(fidelity: Fidelity, told: Scenario, world: World) -> Procedure:
            return opened.enter_context(closing(WAYS[fidelity](told, world)))

        yield open_one


def plan(
    size: int = 60,
    *,
    seeds: tuple[int, ...] = (1, 2),
    fidelity: Fidelity = Fidelity.SERVICE,
    what_ifs: dict[str, dict[str, Any]] | None = None,
    **told: Any,
) -> SimulationPlan:
    """Return a plan of a busy ten days."""
    values = {"monthly_demand": 0.4} | told
    variants = [Variant("", values, scenario(values))]
    for name, changes in (what_ifs or {}).items():
        variants.append(Variant(name, values | changes, scenario(values | changes)))
    return SimulationPlan(fidelity, Period(START, 10, size), seeds, tuple(variants))
