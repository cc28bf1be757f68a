"""What mailboxes read from outside share: how long to wait, whom to trust."""

from __future__ import annotations

import ssl
from pathlib import Path

from harness.errors import ConfigurationError

TIMEOUT_S = 10.0
"""How long a server may keep silent (real seconds)."""


def trust(authority: Path | None, origin: str) -> ssl.SSLContext:
    """Return what certificates are checked against: *authority*, or the system's.

    Args:
        authority: a file (PEM) with the only certificates to trust.
        origin: where the settings come from, for the error.

    Raises:
        ConfigurationError: the file holds no certificate, or cannot be read.
    """
    try:
        return ssl.create_default_context(cafile=authority)
    except OSError as wrong:  # ssl's own errors are OSErrors
        raise ConfigurationError(
            f"{origin} authority: {authority} is not a file of certificates (PEM): "
            f"{wrong.strerror or wrong}."
        ) from wrong


def distrusted(address: str, reason: str, origin: str) -> ConfigurationError:
    """Return the error that says that the certificate at *address* is refused."""
    return ConfigurationError(
        f"{origin} authority: the certificate of {address} is refused ({reason}); "
        "name the file (PEM) of the authority that signed it."
    )
