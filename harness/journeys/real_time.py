"""Real time, for what must be measured: nothing is frozen, nothing can be moved."""

from __future__ import annotations

from datetime import datetime

from harness.errors import ConfigurationError
from simulator.clock import SystemClock


class RealTime(SystemClock):
    """The clock of a scenario tagged @temps-reel, in place of the frozen one."""

    def start(self) -> None:
        """Do nothing: time runs by itself."""

    def stop(self) -> None:
        """Do nothing: time goes on."""

    def move_to(self, instant: datetime) -> None:
        """Refuse.

        Raises:
            ConfigurationError: always.
        """
        raise ConfigurationError(
            f"A scenario in real time cannot move to {instant.isoformat()}: "
            "remove @temps-reel, or the step that moves the time."
        )
