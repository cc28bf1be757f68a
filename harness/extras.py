"""Packages that are optional extras: who needs one says how to install it."""

from __future__ import annotations

from importlib.util import find_spec

from harness.errors import ConfigurationError


def require_extra(extra: str, *packages: str, needed_by: str) -> None:
    """Check that *packages*, of the extra *extra*, are installed.

    Raises:
        ConfigurationError: some are not; *needed_by* begins the sentence that says so.
    """
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        named = "package" if len(missing) == 1 else "packages"
        raise ConfigurationError(
            f"{needed_by} needs the Python {named} {' and '.join(missing)}: "
            f"pip install 'sesame-bench[{extra}]'."
        )
