"""The built wheel, in an empty environment and an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_wheel_carries_what_a_run_needs(wheel: Path) -> None:
    """Features, steps, hooks, pages and data travel inside the wheel."""
    names = zipfile.ZipFile(wheel).namelist()
    needed = {
        "harness/bundle/environment.py",
        "harness/bundle/steps/demand.py",
        "harness/bundle/features/procedure/parcours_complet.feature",
        "harness/verdicts/requirements.toml",
        "harness/report/living/templates/verification.html",
        "harness/report/living/assets/report.css",
        "harness/report/living/assets/start.js",
        "harness/report/guide/steps.toml",
        "harness/report/guide/templates/guide.html",
        "harness/report/guide/templates/guide.css",
        "simulator/portal/web/templates/home.html",
        "simulator/portal/web/static/portal.css",
    }

    assert set() == needed - set(names)
    assert [] == [name for name in names if name.startswith(("tests/", "docs/"))]


def test_wheel_gives_the_same_verdict(wheel: Path, tmp_path: Path) -> None:
    """Installed in an empty environment, it judges from an empty folder."""
    environment, folder = tmp_path / "venv", tmp_path / "empty"
    folder.mkdir()
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    packages = environment / f"lib/python{sysconfig.get_python_version()}/site-packages"
    subprocess.run(
        [
            sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet",
            "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel),
        ],
        check=True,
    )  # fmt: skip
    # The dependencies come from this environment: no download in a test.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    ended = subprocess.run(
        [environment / "bin" / "sesame", "verify", "--tags", "@exigence:P7.6"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == ended.returncode, ended.stdout + ended.stderr
    assert "Verdict : conforme" in ended.stdout
    assert [] == list(folder.iterdir())
