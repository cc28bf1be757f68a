"""The portal in this process as a simulation needs it: virtual time, its own rules."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from harness.targets.bench_portal import CHEAP
from harness.targets.embedded import EmbeddedTarget
from simulator.clock import BenchClock
from simulator.living.changes import changed_parts, changed_settings
from simulator.living.life import World
from simulator.living.scenario import Scenario

_PATIENCE_S = 30.0
"""Real seconds: in virtual time no neighbour is late because the machine is busy."""


def living_target(scenario: Scenario, world: World) -> EmbeddedTarget:
    """Return the portal of a scenario, on the clock of *world*."""
    patient = replace(
        CHEAP,
        smtp_timeout_s=_PATIENCE_S,
        captcha_timeout_s=_PATIENCE_S,
        france_connect_timeout_s=_PATIENCE_S,
    )
    return EmbeddedTarget(
        partial(changed_parts, scenario=scenario),
        settings=changed_settings(patient, scenario),
        clock=BenchClock(world.clock),
    )
