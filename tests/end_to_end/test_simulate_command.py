"""``sesame simulate``: the command, its files, bad input and Ctrl-C."""

from __future__ import annotations

import json
import signal
import threading
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from harness.cli import main
from tests.end_to_end.conftest import ROOT
from tests.end_to_end.starting import started

SMALL = ("--population", "400", "--days", "5", "--seeds", "2", "--jobs", "1")


def simulate(*words: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["simulate", *words])


def test_it_answers_in_all_its_ways(tmp_path: Path) -> None:
    """On the terminal, as JSON and as a page; twice the same but for the times."""
    told = []
    for name in ("a", "b"):
        json_file, page = tmp_path / f"{name}.json", tmp_path / f"{name}.html"
        ended = simulate(
            *SMALL,
            *("--what-if", "link_validity=1h"),
            *("--json", str(json_file), "--report", str(page)),
        )
        assert 0 == ended.exit_code, ended.output
        assert "courriers partent" in " ".join(ended.output.split())
        lines = page.read_text("utf-8").splitlines()
        told.append(
            (
                {
                    key: value
                    for key, value in json.loads(json_file.read_text("utf-8")).items()
                    if key not in {"started_at", "duration_s"}
                },
                [line for line in lines if "Simulé le" not in line],
            )
        )

    assert told[0] == told[1]
    assert [42, 43] == told[0][0]["seeds"]
    assert ["", "link_validity=1h"] == [one["name"] for one in told[0][0]["variants"]]


def test_a_scenario_file_is_followed(tmp_path: Path) -> None:
    """The file says who and when, unless the command line does."""
    file, json_file = tmp_path / "s.toml", tmp_path / "s.json"
    file.write_text(
        '[simulation]\ntitle = "Mai"\nstart = 2026-05-04\ndays = 3\npopulation = 99\n'
        "[demand]\nmonthly_demand = 0.0\n"
    )
    ended = simulate(
        *("--scenario", str(file), "--days", "4", "--seeds", "1"),
        *("--json", str(json_file)),
    )
    told = json.loads(json_file.read_text("utf-8"))

    assert 0 == ended.exit_code, ended.output
    assert ("Mai", "2026-05-04", 4, 99) == (
        told["title"],
        told["start"],
        told["days"],
        told["population"],
    )
    assert 0 == told["variants"][0]["answers"]["needs"]["mean"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--population", "10000000"], "9999999"),
        (["--days", "0"], "0"),
        (["--seeds", "0"], "0"),
        (["--start", "demain"], "demain"),
        (["--fidelity", "page"], "page"),
        (["--what-if", "link_valdity=12h"], "did you mean 'link_validity'?"),
        (["--what-if", "spam_share=3"], "3 is no share"),
        (["--scenario", "gone.toml"], "There is no --scenario file gone.toml."),
        (["--json", "/nowhere/a.json"], "--json /nowhere/a.json"),
        (["--report", "/nowhere/a.html"], "--report /nowhere/a.html"),
        (["--checkpoint", "/proc/nowhere"], "--checkpoint /proc/nowhere"),
        (["--checkpoint", str(ROOT / "docs")], "holds other files"),
    ],
)
def test_bad_input_is_exit_2_and_one_sentence(words: list[str], said: str) -> None:
    """What is wrong is named before anything is simulated, without a traceback."""
    ended = simulate(*words)

    assert 2 == ended.exit_code, ended.output
    assert said in ended.output
    assert "Traceback" not in ended.output
    assert ended.exception is None or isinstance(ended.exception, SystemExit)


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One sentence names the packages and the extra."""
    monkeypatch.setattr(
        "harness.extras.find_spec",
        lambda name: None if name == "simpy" else util.find_spec(name),
    )
    ended = simulate(*SMALL)

    assert 2 == ended.exit_code
    assert "simpy: pip install 'sesame-bench[simulation]'" in ended.output


def test_a_disk_that_fills_leaves_no_partial_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be written whole is not there, and the command says so."""
    ordinary = Path.open

    def fill(self: Path, *args: Any, **named: Any) -> Any:
        if self.parent != tmp_path:
            return ordinary(self, *args, **named)
        ordinary(self, *args, **named).close()
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "open", fill)
    ended = simulate(*SMALL, "--json", str(tmp_path / "a.json"))

    assert 2 == ended.exit_code
    assert "No space left on device" in ended.output
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_a_checkpoint(tmp_path: Path, jobs: str) -> None:
    """What is done is kept and said to be; no report is written."""
    kept, page = tmp_path / "kept", tmp_path / "a.html"
    process = started(
        *("simulate", "--fidelity", "pages", "--population", "20000"),
        *("--checkpoint", str(kept), "--report", str(page), "--jobs", jobs),
    )
    wait = threading.Event().wait
    while process.poll() is None and len(list(kept.glob("v0-*.json"))) < 1:
        wait(0.05)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)

    assert 1 == process.returncode, said
    assert "which the checkpoint keeps: the same command goes on from there" in said
    assert "Traceback" not in said
    assert (kept / "plan.json").is_file()
    assert not page.exists()
