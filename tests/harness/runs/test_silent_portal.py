"""A portal that falls silent is told from one that breaks off over one request."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest

from harness.errors import BenchUnreachable, Unreachable
from harness.runs.scenario_run import Run
from harness.runs.settings import RunSettings
from harness.runs.verify import replay_line
from harness.verdicts.verdict import Outcome

PASSED = ("passed", None)


@pytest.fixture
def alone(told: Any) -> Any:
    """The same portal, in a run of its own that may end."""
    stream = io.StringIO()
    run = Run(told.run.settings, told.run.target, told.run.surroundings, stream)
    return type(told)(run, stream)


def test_a_portal_that_breaks_off_over_one_request_fails(alone: Any) -> None:
    """Its home still answers: the scenario is in error, the run goes on."""
    kept = alone.scenario(PASSED, ("error", Unreachable("x ne répond pas")))
    assert Outcome.ERROR is kept.status
    assert [] == alone.run.gone

    assert Outcome.PASSED is alone.scenario(PASSED).status


def test_a_bench_that_falls_silent_ends_the_run(alone: Any) -> None:
    """Neither this scenario nor those that follow say anything of the portal."""
    wrong = ("error", BenchUnreachable("le banc ne répond pas"))
    for kept in (alone.scenario(PASSED, wrong), alone.scenario(PASSED)):
        assert (Outcome.NOT_RUN, "le banc ne répond pas") == (kept.status, kept.error)


def test_the_replay_line_quotes_the_path() -> None:
    """A path with spaces can be pasted; a plain name stays bare."""
    settings = RunSettings(target="ma cible.toml")
    assert replay_line("f:3", settings).endswith("--target 'ma cible.toml'")
    assert replay_line("f:3", replace(settings, target="http")).endswith(
        "--target http"
    )


def test_a_target_file_travels_as_an_absolute_path() -> None:
    """The process that reads it stands elsewhere."""
    target, _ = RunSettings(target="cible.toml").as_options()

    assert target.startswith("-Dtarget=/")
    assert target.endswith("/cible.toml")
    assert "cible.toml" == RunSettings.read({"target": "cible.toml"}).target
