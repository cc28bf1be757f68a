"""From the name of a target to the target, and to what surrounds it.

Whoever only wants to know which targets there are does not wait for a portal, a mail
server and a browser to be imported: each is when a target of its kind is opened.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from harness.errors import ConfigurationError, NotObservable, Unreachable
from harness.extras import require_extra
from harness.target import Target
from harness.targets.chromium.executable import find_chromium

if TYPE_CHECKING:
    from harness.journeys.surroundings import Surroundings

CHROMIUM = "chromium"
"""The target that drives a browser."""


def _open_embedded() -> Target:
    """Build the portal in this process."""
    from harness.targets.embedded import EmbeddedTarget  # noqa: PLC0415 - see above

    return EmbeddedTarget()


def _open_http() -> Target:
    """Start the portal in a process of its own."""
    from harness.targets.own_process import HttpTarget  # noqa: PLC0415 - see above

    return HttpTarget()


def _open_faulty(name: str, database: str | None = None) -> Target:
    """Build the portal of the catalogue that *name* names."""
    from harness.targets.faulty import open_faulty  # noqa: PLC0415 - see above

    return open_faulty(name, database)


def _open_kept(name: str, database: str) -> Target:
    """Build a portal in this process whose store outlives it.

    Raises:
        ConfigurationError: *name* is no portal of this process.
    """
    from harness.targets.embedded import EmbeddedTarget  # noqa: PLC0415 - see above

    require_simulated_here(name)
    if is_faulty(name):
        return _open_faulty(name, database)
    return EmbeddedTarget(database=database)


def _open_chromium() -> Target:
    """Start the portal and Chromium; Playwright is an optional extra.

    Raises:
        ConfigurationError: one of them is not installed.
    """
    require_installed(CHROMIUM)
    from harness.targets.chromium.target import ChromiumTarget  # noqa: PLC0415 - optional

    return ChromiumTarget()


_OPENERS: dict[str, Callable[[], Target]] = {
    "embedded": _open_embedded,
    "http": _open_http,
    CHROMIUM: _open_chromium,
}
_IN_THIS_PROCESS = {"embedded"}
BUILT_IN = tuple(_OPENERS)
"""The targets that need no file."""

PREFIX = "defect:"
"""Stands before the name of a portal of the catalogue (harness.targets.faulty)."""

_LOOKS_S = (0.0, 0.5, 1.0)
"""How long to wait before each look for a portal that fell silent (real seconds)."""


def require_installed(name: str) -> None:
    """Refuse the target called *name* where what it takes is not on this machine.

    Raises:
        ConfigurationError: the message says what to install.
    """
    if name != CHROMIUM:
        return
    require_extra("browser", "playwright", needed_by="The target chromium")
    find_chromium()


def is_target_file(name: str) -> bool:
    """Tell whether a target is described by a file, and not built in."""
    return name.endswith(".toml")


def is_faulty(name: str) -> bool:
    """Tell whether a target is a portal of the catalogue of faulty ones."""
    return name.startswith(PREFIX)


def require_known(name: str) -> None:
    """Refuse a target that is neither built in, nor a faulty portal, nor a file.

    Raises:
        ConfigurationError: the message names those that exist, or the nearest.
    """
    if is_faulty(name):
        from harness.targets.faulty import variation  # noqa: PLC0415 - see above

        variation(name.removeprefix(PREFIX))
    elif name not in BUILT_IN and not is_target_file(name):
        raise ConfigurationError(
            f"Unknown target {name!r}: choose among {', '.join(BUILT_IN)}, "
            f"or name a file FILE.toml, or {PREFIX}NAME (docs/defauts.md)."
        )


def require_simulated_here(name: str) -> None:
    """Refuse a target whose world cannot be taken over by hand.

    Raises:
        ConfigurationError: its portal is not the one simulated in this process.
    """
    if name not in _IN_THIS_PROCESS and not is_faulty(name):
        raise ConfigurationError(
            f"--serve takes over the simulated portal only: --target embedded or "
            f"defect:NAME, not {name!r}."
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
    from harness.journeys.surroundings import (  # noqa: PLC0415 - see above
        open_surroundings,
    )

    if is_target_file(name):
        return _open_file(Path(name))
    require_known(name)
    opener = _OPENERS.get(name)
    surroundings = open_surroundings()
    try:
        if database is not None:
            return surroundings, _open_kept(name, database)
        return surroundings, opener() if opener else _open_faulty(name)
    except BaseException:
        surroundings.stop()
        raise


def _open_file(path: Path) -> tuple[Surroundings, Target]:
    """Reach the portal that a file describes."""
    from harness.targets.file.opening import (  # noqa: PLC0415 - see above
        open_file_target,
    )
    from harness.targets.file.reading import (  # noqa: PLC0415 - see above
        read_target_file,
    )

    return open_file_target(read_target_file(path))


def require_open(path: Path, known_requirements: Sequence[str]) -> None:
    """Refuse a target file that is wrong, or whose portal does not answer.

    Raises:
        ConfigurationError: the file is wrong.
        harness.errors.Unreachable: nothing answers there.
    """
    from harness.targets.file.opening import (  # noqa: PLC0415 - see above
        require_reachable,
    )
    from harness.targets.file.reading import (  # noqa: PLC0415 - see above
        read_target_file,
    )

    require_reachable(read_target_file(path, known_requirements))


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
