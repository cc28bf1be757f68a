"""What a client attempts, as a fault plan sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """A moment at which the server may refuse, hang up or keep the client waiting.

    CONNECT stands for the greeting; EHLO for HELO too; CONTENT for the go-ahead that
    answers DATA; DATA for the reply after the final dot.
    """

    CONNECT = "CONNECT"
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    CONTENT = "CONTENT"
    DATA = "DATA"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a client is attempting.

    Attributes:
        command: the command it just sent.
        message: one and the same object for all the commands of one message.
        sender: what MAIL FROM said, if it came to that.
        recipient: what RCPT TO says, at RCPT only.
    """

    command: Command
    message: object
    sender: str = ""
    recipient: str = ""
