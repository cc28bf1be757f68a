"""What may happen to a client's attempt instead of the ordinary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

_REFUSAL = re.compile(r"[45]\d\d [^\r\n]+")
GREYLISTED = "450 4.2.0 Greylisted, try again later"
NO_SUCH_USER = "550 5.1.1 No such user"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reply that refuses: the whole line, as in "451 4.7.1 Try later"; 4xx or 5xx."""

    reply: str

    def __post_init__(self) -> None:
        if not _REFUSAL.fullmatch(self.reply):
            raise ValueError(f"Not a 4xx or 5xx SMTP reply: {self.reply!r}")


@dataclass(frozen=True, slots=True)
class HangUp:
    """The connection cut instead of a reply.

    Attributes:
        after_bytes: at CONTENT, how much of the mail is read before; None: nothing,
            not even the go-ahead is given.
    """

    after_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What becomes of a mail that is taken.

    Attributes:
        copies: how often it is delivered.
        delay: how much later it is seen (virtual time).
        bounce: the reply that another server gave: the mail is not delivered, and its
            sender is told so by mail.
        confirmed: whether the client is told; otherwise the connection is cut.
    """

    copies: int = 1
    delay: timedelta = timedelta(0)
    bounce: str | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Access:
    """What a client must do before it may send.

    Attributes:
        starttls: whether it must encrypt.
        login: the user and the password that it must show, once encrypted.
    """

    starttls: bool = False
    login: tuple[str, str] | None = None
