"""kill -9 during a load of requests: no mail is lost, none is there twice."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "kill.py"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="only Linux lets a client call from any address of 127.0.0.0/8",
)


@pytest.fixture
def kill() -> ModuleType:
    """Return the benchmark, whose rounds these are."""
    spec = importlib.util.spec_from_file_location("kill_benchmark", BENCHMARK)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look there
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("population", "rounds"), [(600, 1), (1_000_000, 2)], ids=["stored", "computed"]
)
def test_each_confirmed_request_has_its_mail_exactly_once(
    kill: ModuleType, tmp_path: Path, population: int, rounds: int
) -> None:
    """A round or two; `benchmarks/kill.py` makes fifty."""
    figures = kill.run(
        tmp_path / "w", rounds=rounds, threads=6, seed=4, population=population
    )
    assert figures.confirmed >= 2
    assert figures.lost == ()
    assert figures.doubled == ()
