"""The JSON of a load run: a contract."""

from __future__ import annotations

import io
import json

from rich.console import Console

from harness.report.load.load_json import as_json
from harness.report.load.terminal import print_load
from harness.runs.load.journey import Ending
from tests.harness.report.load.conftest import CROSSED, Make, ended


def test_everything_is_there_for_programs(outcome: Make) -> None:
    """Counts, rates, steps, pages, errors, faults, thresholds."""
    journeys = (ended(1, 4.0), ended(2, 5.0, Ending.FAILED), ended(3, 6.0, Ending.CUT))
    told = json.loads(as_json(outcome(ended=journeys, faults=(CROSSED,))))

    assert ("http", "incorrect", False, 42) == (
        told["target"],
        told["verdict"],
        told["sound"],
        told["seed"],
    )
    assert (False, "") == (told["partial"], told["partial_reason"])
    assert {"done": 1, "failed": 1, "cut": 1} == told["journeys"]
    assert {"journeys_per_s": 0.25, "requests_per_s": 10.5} == told["rates"]
    assert {"total": 40, "reset": 20, "courtesy": 20} == told["mails"]
    assert 0.3 == told["steps"][0]["seconds"]["p95"]
    assert "/Comptes/Connexion" == told["pages"][0]["path"]
    assert ["lien refusé"] == [one["kind"] for one in told["errors"]]
    assert {"lien d'un autre": 1} == told["fault_counts"]
    assert [("errors=0%", 0.5, True)] == [
        (one["said"], one["measured"], one["exceeded"]) for one in told["thresholds"]
    ]


def test_a_run_that_was_cut_short_says_so(outcome: Make) -> None:
    """As in verify, "partial" is true; the reason stands beside it."""
    told = json.loads(as_json(outcome(partial="interrompu (Ctrl-C)")))

    assert (True, "interrompu (Ctrl-C)") == (told["partial"], told["partial_reason"])


def test_the_terminal_says_the_same(outcome: Make) -> None:
    """What went wrong first of all, the verdict last."""
    printed = io.StringIO()
    console = Console(file=printed, width=200)
    print_load(console, outcome(faults=(CROSSED,) * 5))
    lines = printed.getvalue().replace("\u00a0", " ").splitlines()

    assert any("lien d'un autre : 5" in line for line in lines)
    assert any("… et 2 de plus." in line for line in lines)
    assert lines[-1].startswith("Verdict : incorrect (")
