"""Where Chromium is on this machine."""

from __future__ import annotations

import os
import shutil

from harness.errors import ConfigurationError

VARIABLE = "SESAME_CHROMIUM"
"""Environment variable that names the program, before any other."""

_NAMES = ("chromium-headless-shell", "chromium", "google-chrome")


def find_chromium() -> str:
    """Return the path of the browser to drive.

    Raises:
        ConfigurationError: there is none; the message says what to install.
    """
    named = os.environ.get(VARIABLE)
    if named:
        found = shutil.which(named)
        if found is None:
            raise ConfigurationError(
                f"{VARIABLE}={named}: there is no such program. "
                "Name a Chromium, or unset the variable."
            )
        return found
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    raise ConfigurationError(
        f"No Chromium here ({', '.join(_NAMES)}). Install Debian's package "
        "chromium-headless-shell (apt-get install chromium-headless-shell), "
        f"or name a Chromium in {VARIABLE}."
    )
