"""What came of one person's way: told by the worker that walked it, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from fixtures.person import Situation


class Ending(StrEnum):
    """How a journey ended; the value is the JSON's."""

    DONE = "done"
    FAILED = "failed"
    CUT = "cut"
    """The run ended first: neither good nor bad."""


@dataclass(slots=True)
class Journey:
    """One walk through the procedure."""

    worker: int
    rank: int
    """Which person of the population."""
    situation: Situation
    dossier: str
    email: str
    ending: Ending = Ending.CUT
    legs: dict[str, float] = field(default_factory=dict)
    """How long each leg took, by its id (seconds), thinking apart."""
    lasted_s: float = 0.0
    """From the first page to the end, thinking included."""
    requests: int = 0
    """HTTP requests sent, redirections included."""
    asked: bool = False
    """Whether the choice of step 5 was sent."""
    promised: bool = False
    """Whether the portal said that a mail is on its way."""
    tried: str = ""
    """The password that was sent at step 8."""
    changed: bool = False
    """Whether the portal said that the password is changed."""
    failed_at: str = ""
    """The leg on which it failed."""
    kind: str = ""
    """What kind of error, in French."""
    message: str = ""
    """What was seen, in French."""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Journey:
        """Return what :meth:`as_json` told."""
        ending, situation = Ending(told["ending"]), Situation(told["situation"])
        return cls(**{**told, "ending": ending, "situation": situation})
