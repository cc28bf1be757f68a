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
from harness.targets.faulty import PREFIX, is_faulty, open_faulty, variation
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


def require_known(name: str) -> None:
    """Refuse a target that is neither built in, nor a faulty portal, nor a file.

    Raises:
        ConfigurationError: the message names those that exist, or the nearest.
    """
    if is_faulty(name):
        variation(name.removeprefix(PREFIX))
    elif name not in BUILT_IN and not is_target_file(name):
        raise ConfigurationError(
            f"Unknown target {name!r}: choose among {', '.join(BUILT_IN)}, "
            f"or name a file FILE.toml, or {PREFIX}NAME (docs/defauts.md)."
        )


def open_target(name: str) -> tuple[Surroundings, Target]:
    """Start what surrounds the target called *name*, then reach it.

    Raises:
        ConfigurationError: there is no such target, or its file is wrong.
        harness.errors.Unreachable: nothing answers there.
    """
    if is_target_file(name):
        return open_file_target(read_target_file(Path(name)))
    require_known(name)
    opener = _OPENERS.get(name)
    surroundings = open_surroundings()
    try:
        return surroundings, opener() if opener else open_faulty(name)
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
