"""Running the real command line, and spoilt copies of the project."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.end_to_end.serving import Serve, Serving

ROOT = Path(__file__).parents[2]
PACKAGES = ("harness", "simulator", "fixtures", "steps", "features")


class Ended(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str
    verdict: dict[str, Any]

    @property
    def failing(self) -> set[str]:
        """Ids of the requirements that do not conform."""
        return {
            item["id"]
            for item in self.verdict.get("requirements", [])
            if item["verdict"] == "non conforme"
        }


Sesame = Callable[..., Ended]


@pytest.fixture
def sesame(tmp_path: Path) -> Sesame:
    """Return a function that runs ``sesame``, in a copy of the project if given one."""

    def run(*arguments: str, root: Path = ROOT, cwd: Path | None = None) -> Ended:
        verdict = tmp_path / "verdict.json"
        verdict.unlink(missing_ok=True)
        words = list(arguments)
        if words[:1] == ["verify"]:
            words += ["--json", str(verdict)]
        ended = subprocess.run(
            [sys.executable, "-c", "from harness.cli import main; main()", *words],
            cwd=cwd or root,
            env=os.environ | {"PYTHONPATH": str(root), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        read = json.loads(verdict.read_text("utf-8")) if verdict.exists() else {}
        return Ended(ended.returncode, ended.stdout, ended.stderr, read)

    return run


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the project that a test may spoil."""
    root = tmp_path / "copy"
    for name in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    shutil.copy(ROOT / "environment.py", root)
    return root


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts ``sesame serve`` and waits until it has started."""
    started: list[Serving] = []

    def start(*options: str) -> Serving:
        started.append(Serving(*options))
        return started[-1]

    yield start
    for serving in started:
        serving.kill()
