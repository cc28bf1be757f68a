"""``sesame report``: several runs side by side as a page for analysts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from harness.report.living.comparing import side_by_side
from harness.report.living.kept_runs import KeptRun, read_run
from harness.report.living.page import render
from harness.report.living.words import VERDICTS
from harness.verdicts.verdict import Verdict

_SCRIPTS = ("dom", "theme", "comparison")


def write_comparison(output: Path, files: Sequence[Path]) -> None:
    """Write the page that sets the runs of *files* side by side.

    Raises:
        harness.errors.ConfigurationError: a file is not what ``verify --json`` writes.
    """
    page = comparison([read_run(file) for file in files])
    output.write_bytes(page.encode("utf-8", "xmlcharrefreplace"))


def comparison(runs: Sequence[KeptRun]) -> str:
    """Return the page."""
    lines = side_by_side(runs)
    return render(
        "comparison",
        _SCRIPTS,
        title="Sésame : "
        + ("un essai" if len(runs) == 1 else f"{len(runs)} essais côte à côte"),
        runs=runs,
        marks=[VERDICTS[run.verdict] for run in runs],
        counts=[
            Counter(
                VERDICTS[Verdict(one["verdict"])] for one in run.requirements.values()
            )
            for run in runs
        ],
        verdicts=list(VERDICTS.values()),
        lines=lines,
        changed=[line for line in lines if line.changes],
        moved=[line for line in lines if line.moves],
        lacking=[
            line
            for line in lines
            if not line.changes and not line.moves and (line.differs or line.differing)
        ],
    )
