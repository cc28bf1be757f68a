"""The same scenarios on the embedded portal, over HTTP and in Chromium, in one run.

``--tags`` chooses them; those of P7.8 if not said. Ratios are to embedded.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGETS = ("embedded", "http", "chromium")
VERIFY = "from harness.cli import main; main()"


def judged(target: str, tags: str, jobs: int, folder: Path) -> dict[str, float]:
    """Judge *target*; return how many scenarios passed, and its own wall time.

    Raises:
        RuntimeError: something failed: what was measured means nothing.
    """
    file = folder / f"{target}.json"
    ended = subprocess.run(
        [
            *(sys.executable, "-c", VERIFY, "verify", "--target", target),
            *("--tags", tags, "--jobs", str(jobs), "--json", str(file)),
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode not in {0, 5}:
        raise RuntimeError(f"{target}: exit {ended.returncode}\n{ended.stdout[-2000:]}")
    told = json.loads(file.read_text("utf-8"))
    seen = {
        (one["file"], one["line"])
        for requirement in told["requirements"]
        for one in requirement["scenarios"]
    }
    return {"scenarios": len(seen), "wall_s": told["duration_s"]}


def main() -> None:
    """Judge each target in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tags", default="@exigence:P7.8")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        rows = {one: judged(one, asked.tags, asked.jobs, Path(name)) for one in TARGETS}
    for row in rows.values():
        row["ratio"] = round(row["wall_s"] / rows["embedded"]["wall_s"], 1)
    if asked.json:
        print(json.dumps(rows))
        return
    print("| target | scenarios | s | × embedded |\n|---|--:|--:|--:|")
    for target, row in rows.items():
        wall, ratio = row["wall_s"], row["ratio"]
        print(f"| {target} | {row['scenarios']} | {wall:.1f} | {ratio} |")


if __name__ == "__main__":
    main()
