"""Forks of a loaded process do what processes of their own do."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harness.runs.bundle import bundle_root
from harness.runs.forkserver import JOURNAL, Forked, Forkserver, is_possible
from harness.runs.journal import ScenarioRecord
from harness.runs.settings import RunSettings
from harness.runs.shard import run_locations

pytestmark = pytest.mark.skipif(not is_possible(), reason="only Linux can do this")

HOME = "features/procedure/acces/accueil.feature"
ENDLESS = "import time\nfrom behave import step\n@step('attendre')\ndef x(c):\n    "


@pytest.fixture
def forks() -> Iterator[Forkserver]:
    """A server of the project's own features."""
    with Forkserver(bundle_root()) as server:
        yield server


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    """Start Behave on one scenario whose step is a line of Python."""
    (tmp_path / "steps").mkdir()
    (tmp_path / "environment.py").touch()
    (tmp_path / "x.feature").write_text(
        "# language: fr\nFonctionnalité: x\n Scénario: y\n  * attendre\n", "utf-8"
    )
    with tempfile.TemporaryFile() as output, Forkserver(tmp_path) as server:
        null = os.open(os.devnull, os.O_WRONLY)

        def started(line: str, *arguments: str) -> tuple[Forked, object]:
            (tmp_path / "steps" / "x.py").write_text(ENDLESS + line + "\n", "utf-8")
            words = ["--no-color", *(arguments or ("x.feature",))]
            return server.start(words, null, output.fileno()), output

        yield started
        os.close(null)


def _told(records: list[ScenarioRecord | str]) -> list[ScenarioRecord | str]:
    """Return what ended how, without the times."""
    return [
        one
        if isinstance(one, str)
        else replace(
            one,
            duration_s=0.0,
            began_at=0.0,
            steps=tuple(replace(step, duration_s=0.0) for step in one.steps),
        )
        for one in records
    ]


def test_a_fork_runs_features_as_a_process_does(forks: Forkserver) -> None:
    """Scenario by scenario the same, twice, on two portals."""
    locations = [f"{HOME}:43", f"{HOME}:48"]
    for target in ("embedded", "defect:bouton_espace_renomme", "embedded"):
        settings = RunSettings(target=target)
        forked = list(run_locations(locations, settings, bundle_root(), 2, forks))
        alone = list(run_locations(locations, settings, bundle_root(), 2))

        assert sorted(map(str, _told(alone))) == sorted(map(str, _told(forked)))
        assert 2 == len(forked)


def test_what_is_frozen_and_replaced_in_one_is_not_in_the_next(
    forks: Forkserver,
) -> None:
    """A portal with a function replaced leaves the next one sound."""
    location = ["features/procedure/message/recommencer.feature:14"]
    for target in ("defect:course_double_post", "defect:exp_get_seul", "embedded"):
        (record,) = run_locations(
            location, RunSettings(target=target), bundle_root(), 1, forks
        )
    assert isinstance(record, ScenarioRecord)
    assert "passed" == record.status, record.error


@pytest.mark.parametrize(
    ("line", "code"),
    [("pass", 0), ("assert 0", 1), ("import os; os._exit(7)", -signal.SIGKILL)],
)
def test_the_exit_code_is_told(start: object, line: str, code: int) -> None:
    """That of Behave; a process that dies without a word was killed."""
    process, _ = start(line)
    assert code == process.wait()
    assert code == process.poll() == process.wait()


def test_what_it_prints_is_kept(start: object) -> None:
    """Also what Behave says of options that are wrong."""
    process, output = start("pass", "--no-such-option")
    assert process.wait() != 0
    output.seek(0)
    assert b"no-such-option" in output.read()


@pytest.mark.parametrize("how", ["terminate", "kill"])
def test_it_can_be_ended(start: object, how: str) -> None:
    """A step that never ends is ended, and ending it twice is no error."""
    process, _ = start("time.sleep(600)")
    assert process.poll() is None
    getattr(process, how)()
    assert process.wait() != 0
    getattr(process, how)()


def test_the_journal_is_named_to_the_fork_alone() -> None:
    """The arguments carry a place holder, since descriptors differ in each."""
    assert "{" in JOURNAL
    assert f"-Djournal={JOURNAL}" in RunSettings(journal=Path(JOURNAL)).as_options()
