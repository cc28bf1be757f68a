"""How a check says that the portal is wrong."""

from __future__ import annotations


class CheckFailed(AssertionError):  # noqa: N818 - it is an assertion
    """What was seen is not what the procedure says; the message is in French."""


def require(fact: object, explanation: str) -> None:
    """Fail with *explanation* unless *fact* holds.

    Raises:
        CheckFailed: it does not.
    """
    if not fact:
        raise CheckFailed(explanation)
