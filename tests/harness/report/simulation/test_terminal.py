"""The answers for the terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from harness.report.simulation.terminal import print_answers
from harness.runs.simulation.simulate import Simulation


def printed(simulation: Simulation, width: int = 160) -> str:
    """Return what is printed, its no-break spaces as spaces."""
    console = Console(file=StringIO(), width=width)
    print_answers(console, simulation)
    told = console.file.getvalue()
    return told.replace("\N{NO-BREAK SPACE}", " ")


def test_what_changes_stands_beside_each_figure(simulation: Simulation) -> None:
    """A shorter link has more links expire, for sure; nobody more has the need."""
    text = printed(simulation)
    lines = text.splitlines()
    needs = next(number for number, one in enumerate(lines) if "ont eu besoin" in one)
    expired = next(number for number, one in enumerate(lines) if "a expiré" in one)

    assert "(inchangé)" in lines[needs + 1]
    assert " points, net)" in lines[expired + 1]
    assert "Écarts à la référence" in text
    assert 'link_validity="2h" & <b>' in text


def test_a_scenario_alone_differs_from_nothing(alone: Simulation) -> None:
    """No word of differences where there is nothing to compare."""
    text = printed(alone)

    assert "Écarts" not in text
    assert "inchangé" not in text
    assert "Presque tout est hypothèse" in text


def test_a_narrow_terminal_cuts_no_name(simulation: Simulation) -> None:
    """A name too long for its column goes on in the next line."""
    assert "…" not in printed(simulation, width=44)
