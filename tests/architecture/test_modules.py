"""The size and the habits of the modules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAXIMUM_LINES = 260
PACKAGES = ("harness", "simulator", "fixtures", "steps")
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_small(path: Path) -> None:
    """A module holds one thing, in some 250 lines."""
    assert len(path.read_text("utf-8").splitlines()) <= MAXIMUM_LINES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_exemption_has_a_reason(path: Path) -> None:
    """A noqa or a type: ignore names its code and says why."""
    bare = [
        line.strip()
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"# (?:noqa|type: ignore)", line)
        and not re.search(r"# (?:noqa: [A-Z]|type: ignore\[).* (?:-|#) \S", line)
    ]

    assert [] == bare


def test_no_package_has_a_single_module() -> None:
    """A folder is worth its name: two modules at least beside __init__."""
    lonely = [
        str(folder.relative_to(ROOT))
        for name in ("harness", "simulator", "fixtures")
        for folder in [ROOT / name, *(ROOT / name).rglob("*")]
        if (folder / "__init__.py").exists()
        and len(list(folder.glob("*.py"))) == 2
        and not any((child / "__init__.py").exists() for child in folder.iterdir())
    ]

    assert [] == lonely
