"""From the name of a target to the target, and to what surrounds it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from harness.errors import ConfigurationError, NotObservable, Unreachable
from harness.journeys.surroundings import Surroundings, open_surroundings
from harness.target import Target
from harness.targets.chromium.executable import find_chromium
from harness.targets.embedded import EmbeddedTarget
from harness.targets.file.opening import open_file_target
from harness.targets.file.reading import read_target_file
from harness.targets.own_process import HttpTarget


def _open_chromium() -> Target:
    """Start the portal and Chromium; Playwright is an optional extra.

    Raises:
        ConfigurationError: one of them is not installed.
    """
    require_installed("chromium")
    from harness.targets.chromium.target import ChromiumTarget  # noqa: PLC0415 - optional

    return ChromiumTarget()


_OPENERS: dict[str, Callable[[], Target]] = {
    "embedded": EmbeddedTarget,
    "http": HttpTarget,
    "chromium": _open_chromium,
}
_IN_THIS_PROCESS = {"embedded"}
BUILT_IN = tuple(_OPENERS)
"""The targets that need no file."""

_LOOKS_S = (0.0, 0.5, 1.0)
"""How long to wait before each look for a portal that fell silent (real seconds)."""


def require_installed(name: str) -> None:
    """Refuse the target called *name* where what it takes is not on this machine.

    Raises:
        ConfigurationError: the message says what to install.
    """
    if name != "chromium":
        return
    if find_spec("playwright") is None:
        raise ConfigurationError(
            "The target chromium needs the Python package playwright: "
            "pip install 'sesame-bench[browser]'."
        )
    find_chromium()


def is_target_file(name: str) -> bool:
    """Tell whether a target is described by a file, and not built in."""
    return name.endswith(".toml")


def require_simulated_here(name: str) -> None:
    """Refuse a target whose world cannot be taken over by hand.

    Raises:
        ConfigurationError: its portal is not the one simulated in this process.
    """
    if name not in _IN_THIS_PROCESS:
        raise ConfigurationError(
            f"--serve takes over the simulated portal only: --target embedded, not "
            f"{name!r}."
        )


def open_target(name: str, database: str | None = None) -> tuple[Surroundings, Target]:
    """Start what surrounds the target called *name*, then reach it.

    Args:
        name: built in, or the path of a file.
        database: where the portal simulated in this process keeps its store, if it
            shall outlive it.

    Raises:
        ConfigurationError: there is no such target, or its file is wrong.
        harness.errors.Unreachable: nothing answers there.
    """
    if is_target_file(name):
        return open_file_target(read_target_file(Path(name)))
    opener = _OPENERS.get(name)
    if opener is None:
        raise ConfigurationError(
            f"Unknown target {name!r}: choose among {', '.join(BUILT_IN)}, "
            "or name a file FILE.toml."
        )
    surroundings = open_surroundings()
    try:
        if database is not None:
            require_simulated_here(name)
            return surroundings, EmbeddedTarget(database=database)
        return surroundings, opener()
    except BaseException:
        surroundings.stop()
        raise


def answers(target: Target) -> bool:
    """Tell whether *target* still shows its home page, asked a few times."""
    for wait in _LOOKS_S:
        threading.Event().wait(wait)
        browser = target.open_browser(lambda _: None)
        try:
            browser.visit(target.home)
        except Unreachable:
            continue
        except NotObservable:
            return True
        else:
            return True
        finally:
            browser.close()
    return False
