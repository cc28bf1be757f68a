"""The living document from the command line: whole, partial, and side by side."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.end_to_end.conftest import ROOT, Sesame
from tests.end_to_end.starting import started
from tests.harness.report.living.reading import root_of, shelved, unpacked

P11 = ("verify", "--tags", "@exigence:P1.1")
_HEAVY = (
    *("flask", "sqlalchemy", "aiosmtpd", "httpx", "jinja2", "jsonschema"),
    *("simpy", "numpy", "scipy", "matplotlib"),
)


def test_a_report_shows_what_was_seen(
    sesame: Sesame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages with their style sheet; nothing is left in the temporary folder."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    file = tmp_path / "report.html"
    ended = sesame(*P11, "--report", str(file))
    root = root_of(file.read_text("utf-8"))
    told = unpacked(root, "scenarios")["scenarios"]
    seen = [
        sight
        for scenario in told
        for step in scenario["steps"]
        for sight in step["seen"]
        if sight["kind"] == "page" and sight.get("styles")
    ]

    assert 0 == ended.code
    assert [] == list(temporary.iterdir())
    assert len(told) == len(ended.verdict["requirements"][0]["scenarios"])
    assert "Espace personnel" in shelved(root, seen[0]["html"])
    assert "--ink" in shelved(root, seen[0]["styles"][0])


def test_a_report_uses_the_evidence_folder_that_is_given(
    sesame: Sesame, tmp_path: Path
) -> None:
    """Both are asked for: both are there."""
    file, evidence = tmp_path / "report.html", tmp_path / "evidence"
    sesame(*P11, "--report", str(file), "--evidence", str(evidence))

    assert list(evidence.rglob("*.html"))
    assert "box-0" in file.read_text("utf-8")


def test_runs_are_set_side_by_side(sesame: Sesame, tmp_path: Path) -> None:
    """From what --json wrote, changed in one verdict."""
    verdict = sesame(*P11).verdict
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_text(json.dumps(verdict), encoding="utf-8")
    verdict["requirements"][0]["verdict"] = "non conforme"
    second.write_text(json.dumps(verdict), encoding="utf-8")
    output = tmp_path / "page.html"
    ended = sesame("report", str(first), str(second), "--output", str(output))

    assert 0 == ended.code
    (changed,) = root_of(output.read_text("utf-8")).find_class("requirement")
    assert "P1.1" in changed.text_content()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "--output", "x.html"), "Missing argument"),
        (("report", "README.md"), "--output"),
        (("report", "README.md", "--output", "x.html"), "README.md is no JSON"),
        (("report", "none.json", "--output", "x.html"), "none.json"),
        (("report", "README.md", "--output", "/nowhere/x.html"), "--output /nowhere"),
        ((*P11, "--report", "/nowhere/x.html"), "--report /nowhere"),
        ((*P11, "--report", "/"), "--report /"),
    ],
)
def test_bad_input_is_exit_2_and_one_sentence(
    sesame: Sesame, arguments: tuple[str, ...], said: str
) -> None:
    """Which file or option, and what is wrong with it."""
    ended = sesame(*arguments)

    assert 2 == ended.code
    assert said in ended.err
    assert "Traceback" not in ended.out + ended.err


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_that_it_is_partial(
    how: signal.Signals, tmp_path: Path
) -> None:
    """Ctrl-C, or a pipeline that gives up: what was judged is told, as partial."""
    evidence, file = tmp_path / "evidence", tmp_path / "report.html"
    verdict = tmp_path / "v.json"
    process = started(
        *("verify", "--evidence", str(evidence), "--report", str(file)),
        *("--json", str(verdict)),
    )
    wait = threading.Event().wait
    while process.poll() is None and len(list(evidence.glob("*"))) < 4:
        wait(0.05)
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    children = [pid for task in tasks for pid in task.read_text().split()]
    process.send_signal(how)
    said, _ = process.communicate(timeout=120)

    assert 1 == process.returncode, said
    assert "Traceback" not in said
    assert "interrompu" in said
    assert children
    assert not [pid for pid in children if Path("/proc", pid).exists()]
    assert json.loads(verdict.read_text("utf-8"))["partial"] is True
    told = root_of(file.read_text("utf-8")).get_element_by_id("partiel").text_content()
    assert "n'ont pas été exécutés" in told
    assert "interrompu" in told


def test_help_waits_for_no_portal() -> None:
    """What a command does not use is not imported: --help answers at once."""
    heavy = f"import sys, harness.cli; print(set({_HEAVY}) & set(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", heavy],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "set()" == ended.stdout.strip()
