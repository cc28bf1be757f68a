"""What several commands share."""

from __future__ import annotations

import pytest

from harness.cli_common import progress_bar


def test_where_nobody_looks_a_line_tells_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One a minute, however many steps it takes; none before."""
    now = [100.0]
    monkeypatch.setattr("harness.cli_common.real_seconds", lambda: now[0])
    with progress_bar() as progress:
        task = progress.add_task("Scénarios", total=9, current="")
        for seconds in (10, 45, 10, 10, 60):
            now[0] += seconds
            progress.update(task, advance=1, current="x")
        unknown = progress.add_task("Simulation", total=None, current="")
        now[0] += 61
        progress.update(unknown, completed=3)

    told = capsys.readouterr()
    lines = ["Scénarios 3 / 9", "Scénarios 5 / 9", "Simulation 3"]
    assert ("", lines) == (told.out, told.err.splitlines())
