"""Running scenarios in processes of their own, and reading what happens as it does."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from harness.runs import journal
from harness.runs.forkserver import JOURNAL, Forked, Forkserver
from harness.runs.journal import ScenarioRecord
from harness.runs.settings import RunSettings
from harness.targets.opening import is_faulty, is_target_file
from harness.verdicts.verdict import Outcome

LONGEST_SCENARIO_S = 120.0
"""Real seconds. A scenario takes tens of milliseconds; this one hangs."""

LONGEST_APART_S = 900.0
"""In another process or a real browser fifty demands take a minute, or several where
the machine has other work."""

LONGEST_ELSEWHERE_S = 1800.0
"""On a portal in real time a scenario waits for mails, and where it is told to wait."""

_NOT_WRONG = frozenset({Outcome.PASSED, Outcome.NOT_OBSERVABLE})
_OUTPUT_LINES = 5
_NOISE = (" ", "Traceback", "USING RUNNER", "----", "CAPTURED")
_End = str
_Process = subprocess.Popen[bytes] | Forked
_Start = Callable[[Sequence[str], int, int], _Process]


def run_locations(
    locations: Sequence[str],
    settings: RunSettings,
    root: Path,
    jobs: int,
    forks: Forkserver | None = None,
) -> Generator[ScenarioRecord | _End]:
    """Run the scenarios at *locations* in *jobs* processes; yield records as they come.

    After the records of a process that ended badly without saying why, the last lines
    of what it printed are yielded as text. With *forks* the processes are forked by it
    instead of started anew.
    """
    shards = [locations[number::jobs] for number in range(jobs)]
    shards = [shard for shard in shards if shard]
    queue: SimpleQueue[ScenarioRecord | _End | None] = SimpleQueue()
    processes: list[_Process] = []

    def start(arguments: Sequence[str], journal_: int, output: int) -> _Process:
        if forks is not None:
            return forks.start(arguments, journal_, output)
        return _start(arguments, journal_, output, root)

    def run(shard: Sequence[str]) -> None:
        try:
            _run_shard(shard, settings, start, queue, processes)
        finally:
            queue.put(None)

    with ThreadPoolExecutor(len(shards)) as pool:
        done = [pool.submit(run, shard) for shard in shards]
        try:
            for _ in done:
                while (record := queue.get()) is not None:
                    yield record
        finally:
            for process in processes:
                if process.poll() is None:
                    process.terminate()
        for future in done:
            future.result()


def _run_shard(
    locations: Sequence[str],
    settings: RunSettings,
    start: _Start,
    queue: SimpleQueue[ScenarioRecord | _End | None],
    processes: list[_Process],
) -> None:
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as output:
        arguments = _arguments(locations, replace(settings, journal=Path(JOURNAL)))
        process = start(arguments, writing, output.fileno())
        processes.append(process)
        os.close(writing)
        seen, wrong = 0, False
        with os.fdopen(reading, encoding="utf-8") as lines:
            longest = _longest(settings.target)
            watchdog = _watch(process, longest)
            for record in journal.read(lines):
                watchdog.cancel()
                seen += 1
                wrong = wrong or record.status not in _NOT_WRONG
                queue.put(record)
                watchdog = _watch(process, longest)
            watchdog.cancel()
        failed = process.wait() != 0 and not wrong  # at its very end
        if seen < len(locations) or failed:
            output.seek(0)
            queue.put(_last_words(output.read().decode("utf-8", "replace")))


def _longest(target: str) -> float:
    """Return how long a scenario may take on *target*, in real seconds."""
    if is_target_file(target):
        return LONGEST_ELSEWHERE_S
    here = target == "embedded" or is_faulty(target)
    return LONGEST_SCENARIO_S if here else LONGEST_APART_S


def _watch(process: _Process, longest: float) -> threading.Timer:
    """Kill *process* if no scenario ends for a while: a verdict must come."""
    timer = threading.Timer(longest, process.kill)
    timer.daemon = True
    timer.start()
    return timer


def _last_words(output: str) -> str:
    """Return the end of what a process printed, without the frames of a traceback."""
    lines = [line for line in output.splitlines() if line.strip()]
    said = [line for line in lines if not line.startswith(_NOISE)]
    return "\n".join(said[-_OUTPUT_LINES:])


def _start(
    arguments: Sequence[str], journal_: int, output: int, root: Path
) -> subprocess.Popen[bytes]:
    path = f"/dev/fd/{journal_}"
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "behave",
            *(_.replace(JOURNAL, path) for _ in arguments),
        ],
        cwd=root,
        # Behave also reads settings from the home folder: not from this user's.
        env=os.environ | {"HOME": str(root), "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        pass_fds=[journal_],
    )


def _arguments(locations: Sequence[str], settings: RunSettings) -> list[str]:
    return [
        "--no-color",
        "--no-summary",
        "--no-junit",
        "--format=null",
        f"--outfile={os.devnull}",
        *settings.as_options(),
        *locations,
    ]
