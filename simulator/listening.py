"""Opening a port on which a double listens."""

from __future__ import annotations

import errno
import socket


class PortInUse(OSError):  # noqa: N818 - a state of affairs reads better
    """Somebody else listens at the address already."""


def listen(host: str, port: int, backlog: int) -> socket.socket:
    """Return a socket that listens at *host*:*port* (0: any free port).

    Raises:
        PortInUse: somebody else listens there; the message names the address.
        OSError: anything else that the system refuses.
    """
    try:
        return socket.create_server((host, port), backlog=backlog)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortInUse(
            errno.EADDRINUSE, "Another program listens already", f"{host}:{port}"
        ) from error
