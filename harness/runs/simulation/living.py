"""Living through one part, in this process or in one of several."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.util import Finalize

from harness.runs.simulation.plan import Fidelity, Part, SimulationPlan
from simulator.living.life import Life, World
from simulator.living.procedure import Procedure
from simulator.living.scenario import Scenario
from simulator.living.service import ServiceProcedure
from simulator.living.tally import Tally

_CLOSES_FIRST = 100
"""Before multiprocessing waits for threads."""


class Households:
    """The portal that this process has at present; parts of one scenario share it."""

    def __init__(self) -> None:
        self._plan: SimulationPlan | None = None
        self._variant: int | None = None
        self._life: Life | None = None

    def live(self, plan: SimulationPlan, part: Part) -> Tally:
        """Live through *part* of *plan*."""
        if self._life is None or (self._plan, self._variant) != (plan, part.variant):
            self.close()
            scenario = plan.variants[part.variant].scenario
            world = World()
            procedure = _open(plan.fidelity, scenario, world)
            self._life = Life(scenario, plan.period, world, procedure)
            self._plan, self._variant = plan, part.variant
        return self._life.live(part.seed, part.first, part.last)

    def close(self) -> None:
        """Close the portal."""
        if self._life is not None:
            self._life.procedure.close()
            self._life = None


def _open(fidelity: Fidelity, scenario: Scenario, world: World) -> Procedure:
    if fidelity is Fidelity.SERVICE:
        return ServiceProcedure(scenario, world)
    # Pages bring the whole harness along: mail server, parser, browser.
    from harness.runs.simulation.pages import (  # noqa: PLC0415 - see above
        PagesProcedure,
    )

    return PagesProcedure(scenario, world)


def live_here(
    plan: SimulationPlan, parts: Iterable[Part]
) -> Generator[tuple[Part, Tally], None, None]:
    """Give each part with what it counted, lived through in this process."""
    households = Households()
    try:
        for part in parts:
            yield part, households.live(plan, part)
    finally:
        households.close()


def live_in_processes(
    plan: SimulationPlan,
    parts: Iterable[Part],
    jobs: int,
    tell: Callable[[str], None] = lambda _: None,
) -> Generator[tuple[Part, Tally], None, None]:
    """Give each part with what it counted, as *jobs* processes come to its end.

    Interrupted, it says so by *tell*, still gives the parts under way, and then raises.
    """
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_settle
    )
    futures: dict[Future[Tally], Part] = {
        pool.submit(_live, plan, part): part for part in parts
    }
    left = dict(futures)
    try:
        for future in as_completed(futures):
            yield left.pop(future), future.result()
    except KeyboardInterrupt:
        # Here and now: left to the pool, it happens later, and nobody is told.
        under_way = [future for future in left if not future.cancel()]
        tell("Ending: parts under way come to their end.")
        with suppress(KeyboardInterrupt):
            for future in as_completed(under_way):
                yield left.pop(future), future.result()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_households = Households()


def _settle() -> None:
    """Make ready: only the parent is interrupted, and the portal is closed in time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Finalize(None, _households.close, exitpriority=_CLOSES_FIRST)


def _live(plan: SimulationPlan, part: Part) -> Tally:
    return _households.live(plan, part)
