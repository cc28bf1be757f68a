"""Behave's hooks: one run holds a target and its surroundings, one scenario a world.

Plain ``behave`` works from the root. ``sesame verify`` runs the same features and reads
what happened from the journal that these hooks write (``-D journal=FILE``).
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import behave.model  # noqa: E402

import steps.vocabulary  # noqa: E402, F401 - the types must exist before any sentence
from harness.runs.open_run import open_run  # noqa: E402
from harness.runs.scenario_run import ScenarioRun  # noqa: E402
from harness.runs.settings import RunSettings  # noqa: E402
from simulator.clock import real_time_module  # noqa: E402

# Behave reads the time of day for its durations, which freezegun would freeze.
behave.model.time = real_time_module()


def before_all(context):
    context.run = open_run(RunSettings.read(context.config.userdata))


def before_scenario(context, scenario):
    context.current = ScenarioRun(context.run, scenario)
    context.world = context.current.world
    if not context.current.begin():
        scenario.skip("non observable")


def after_step(context, step):
    context.current.after_step(step)
    if context.current.is_over:
        context.scenario.skip("--until")


def after_scenario(context, _scenario):
    context.current.end()


def after_all(context):
    if "run" in context:
        context.run.close()
