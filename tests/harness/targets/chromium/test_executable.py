"""Finding Chromium, and saying what to install where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness import extras
from harness.errors import ConfigurationError
from harness.targets import opening
from harness.targets.chromium.arguments import arguments
from harness.targets.chromium.driver import Driver
from harness.targets.chromium.executable import find_chromium


def _program(folder: Path, name: str) -> str:
    file = folder / name
    file.write_text("#!/bin/sh\nexit 3\n")
    file.chmod(0o755)
    return str(file)


def test_the_shell_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's headless shell, then Chromium, then whatever the variable names."""
    monkeypatch.delenv("SESAME_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    plain = _program(tmp_path, "chromium")
    assert plain == find_chromium()
    shell = _program(tmp_path, "chromium-headless-shell")
    assert shell == find_chromium()
    own = _program(tmp_path, "mien")
    monkeypatch.setenv("SESAME_CHROMIUM", own)

    assert own == find_chromium()


def test_without_chromium_the_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever lacks it reads what to install."""
    monkeypatch.delenv("SESAME_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigurationError, match="apt-get install chromium-headless-"):
        opening.require_installed("chromium")


def test_a_variable_that_names_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong variable is not walked around."""
    monkeypatch.setenv("SESAME_CHROMIUM", "/nulle/part")
    with pytest.raises(ConfigurationError, match="SESAME_CHROMIUM=/nulle/part"):
        find_chromium()


def test_without_playwright_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser is an optional extra of the bench."""
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(ConfigurationError, match=r"sesame-bench\[browser\]"):
        opening.require_installed("chromium")


def test_the_other_targets_need_no_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is asked to install what she does not use."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    for name in ("embedded", "http", "cible.toml"):
        opening.require_installed(name)


def test_a_program_that_does_not_start_is_told(tmp_path: Path) -> None:
    """One sentence names it."""
    broken = _program(tmp_path, "chromium")
    with pytest.raises(ConfigurationError, match=f"^{broken} does not start: .*$"):
        Driver(broken, arguments({}))
