"""What ``siteverify`` does wrong, when told to.

Set one on the double (``double.fault = SERVER_ERROR``) until it is ``None`` again. To
have the connection refused, stop the server.
"""

from simulator.replies import (
    EMPTY_JSON,
    NOT_JSON,
    SERVER_ERROR,
    Fault,
    Hang,
    Reply,
)

__all__ = ["EMPTY_JSON", "NOT_JSON", "SERVER_ERROR", "Fault", "Hang", "Reply"]
