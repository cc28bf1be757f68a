"""The way into the command line."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from harness import cli
from harness.entry import main


def _interrupted() -> None:
    raise KeyboardInterrupt


def test_ctrl_c_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the command line is still being loaded, too."""
    monkeypatch.setattr(cli, "main", _interrupted)
    with pytest.raises(SystemExit) as running:
        main()

    class Loading(SimpleNamespace):
        def __getattr__(self, name: str) -> None:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "harness.cli", Loading())  # type: ignore[arg-type]  # any object may stand there
    with pytest.raises(SystemExit) as loading:
        main()

    # A text is told on standard error, and the exit code is 1.
    assert ("\nAborted!",) * 2 == (running.value.code, loading.value.code)
