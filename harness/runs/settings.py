"""What a run of the features is told: target, seed, journal, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.errors import ConfigurationError
from harness.targets.opening import is_target_file, require_known

DEFAULT_SEED = 42


@dataclass(frozen=True, slots=True)
class RunSettings:
    """Settings that travel to the process which runs the features."""

    target: str = "embedded"
    seed: int = DEFAULT_SEED
    journal: Path | None = None
    """Where each scenario's outcome is written, a JSON line each."""
    evidence: Path | None = None
    """Folder for the pages and mails seen, or None."""
    until: int | None = None
    """How many steps of a scenario are run; None: all of them."""
    takeover: Path | None = None
    """Folder where a scenario leaves its world, for somebody to go on by hand."""

    @classmethod
    def read(cls, userdata: Mapping[str, str]) -> RunSettings:
        """Read Behave's ``-D`` values.

        Raises:
            ConfigurationError: an unknown target, or a seed or step that is no number.
        """
        target = userdata.get("target", "embedded")
        require_known(target)
        until = userdata.get("until")
        if until is not None and not until.isdecimal():
            raise ConfigurationError(f"The step {until!r} is no whole number.")
        seed = userdata.get("seed", str(DEFAULT_SEED))
        if not seed.removeprefix("-").isdecimal():
            raise ConfigurationError(f"The seed {seed!r} is no whole number.")
        return cls(
            target=target,
            seed=int(seed),
            journal=_path(userdata.get("journal")),
            evidence=_path(userdata.get("evidence")),
            until=None if until is None else int(until),
            takeover=_path(userdata.get("takeover")),
        )

    def as_options(self) -> list[str]:
        """Return the ``-D`` options that say the same."""
        target = self.target
        if is_target_file(target):  # the process that reads this stands elsewhere
            target = str(Path(target).resolve())
        options = [f"-Dtarget={target}", f"-Dseed={self.seed}"]
        if self.journal is not None:
            options.append(f"-Djournal={self.journal}")
        if self.evidence is not None:
            options.append(f"-Devidence={self.evidence.resolve()}")
        if self.until is not None:
            options.append(f"-Duntil={self.until}")
        if self.takeover is not None:
            options.append(f"-Dtakeover={self.takeover.resolve()}")
        return options


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
