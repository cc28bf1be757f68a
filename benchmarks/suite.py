"""The whole suite on the embedded portal: wall time, and Behave's own share of it.

The share is the time of the same features with every step emptied and no hook but the
vocabulary, in the same run.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOOKS = """import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
import steps.vocabulary
"""


class Emptied(ast.NodeTransformer):
    """Empties every decorated function: the sentence stays, the work goes."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Empty *node* if it is a step."""
        if node.decorator_list:
            node.body = [ast.Pass()]
        return node


def emptied_copy(folder: Path) -> None:
    """Write the project to *folder*, its steps emptied."""
    for name in ("features", "steps"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "environment.py").write_text(HOOKS)
    for path in (folder / "steps").glob("*.py"):
        if path.name != "vocabulary.py":
            path.write_text(ast.unparse(Emptied().visit(ast.parse(path.read_text()))))


def seconds(folder: Path) -> float:
    """Run Behave in *folder* and return its wall time."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "behave", "--format=null", f"--outfile={os.devnull}"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began


def scenarios() -> int:
    """Return how many scenarios there are, examples counted."""
    from harness.gherkin.outline import read_features  # noqa: PLC0415 - slow start-up

    return sum(len(file.examples) for file in read_features([ROOT / "features"]))


def main() -> None:
    """Measure both, in turn, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    whole, empty = [], []
    with tempfile.TemporaryDirectory() as name:
        emptied_copy(Path(name))
        for _ in range(options.rounds):
            whole.append(seconds(ROOT))
            empty.append(seconds(Path(name)))
    total, behave = sorted(whole)[len(whole) // 2], sorted(empty)[len(empty) // 2]
    count = scenarios()
    result = {
        "scenarios": count,
        "wall_s": round(total, 2),
        "scenarios_per_s": round(count / total, 1),
        "behave_alone_s": round(behave, 2),
        "behave_share": round(behave / total, 3),
    }
    if options.json:
        print(json.dumps(result))
        return
    print(f"{count} scenarios in {total:.2f} s: {count / total:.1f} a second")
    print(f"Behave with emptied steps: {behave:.2f} s, {behave / total:.1%} of it")


if __name__ == "__main__":
    main()
