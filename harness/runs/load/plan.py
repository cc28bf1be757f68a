"""What every worker is told before a run: one plan, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from harness.journeys.surroundings import CaptchaTold
from harness.runs.load.people import Crowd
from harness.runs.load.stages import Stage
from harness.targets.reach import Reach


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """A run, as its workers need to know it."""

    reach: Reach
    crowd: Crowd
    stages: tuple[Stage, ...]
    slices: int
    """How many workers there are: each has one slice of the people."""
    seed: int
    max_rate: float
    """Journeys begun per second, all workers together."""
    thinking: float = 1.0
    """What thinking times are multiplied by; 0: nobody thinks."""
    patience_s: float = 0.0
    """How long a mail may take (real seconds)."""
    captcha: CaptchaTold = field(default_factory=CaptchaTold)
    other_dossier_share: float = 0.1
    """The share of journeys that type somebody else's number first."""
    master_port: int = 0
    """Where Locust's master listens on 127.0.0.1; 0 where there is no other process."""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        plain = ("slices", "seed", "max_rate", "thinking", "patience_s",
                 "other_dossier_share", "master_port")  # fmt: skip
        return {name: getattr(self, name) for name in plain} | {
            "reach": self.reach.as_json(),
            "crowd": self.crowd.as_json(),
            "stages": [asdict(stage) for stage in self.stages],
            "captcha": asdict(self.captcha),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> LoadPlan:
        """Return what :meth:`as_json` told."""
        read = {
            "reach": Reach.from_json(told["reach"]),
            "crowd": Crowd.from_json(told["crowd"]),
            "stages": tuple(Stage(**one) for one in told["stages"]),
            "captcha": CaptchaTold(**told["captcha"]),
        }
        return cls(**{**told, **read})
