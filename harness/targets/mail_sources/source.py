"""What every mailbox that the bench reads from outside can do."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Protocol

from harness.errors import ConfigurationError
from simulator.mail.mailbox import Mailbox

TIMEOUT_S = 10.0
"""How long a server may keep silent (real seconds)."""


class MailSource(Protocol):
    """Somebody else's mailbox, read and never written. Opening it marks it.

    It never waits for a mail: whoever expects one calls :meth:`collect` again, for as
    long as the target file's patience lasts. « Aucun mail » is only as sure as that
    patience is long.
    """

    def mark(self) -> None:
        """Forget what is there now: only mails that come later count.

        Raises:
            harness.errors.Unreachable: the mailbox does not answer.
            ConfigurationError: it does not answer as the target file says.
        """
        ...

    def collect(self, mailbox: Mailbox) -> int:
        """Deliver into *mailbox* every mail that came since, once; return how many.

        Call it before the clock is moved: a mail is received when it is collected,
        wherever the time is held.

        Raises:
            harness.errors.Unreachable: the mailbox does not answer.
            ConfigurationError: it does not answer as the target file says.
        """
        ...

    def close(self) -> None:
        """Hang up. Closing twice is harmless."""
        ...


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
