"""Deviations that a target is known for and that are accepted, with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from harness.target import LACKS, Capability
from harness.targets.opening import is_faulty, is_target_file
from harness.verdicts.requirements import requirements
from harness.verdicts.verdict import Acceptance, Verdict

_BROWSER = Acceptance(
    f"{LACKS[Capability.BROWSER]}, que cette cible n'a pas.", Verdict.NOT_OBSERVABLE
)
_DNS = Acceptance(f"{LACKS[Capability.DNS]}.", Verdict.NOT_OBSERVABLE)
_WITHOUT_BROWSER = {
    "P2.1": _BROWSER,
    "B40": _DNS,
    "B55": _BROWSER,
    "B56": _BROWSER,
}

_ACCEPTED = {
    "embedded": _WITHOUT_BROWSER,
    "http": _WITHOUT_BROWSER,
    "chromium": {"B40": _DNS},
}


def accepted_deviations(target: str) -> Mapping[str, Acceptance]:
    """Return the accepted deviations of *target*, by requirement id.

    Raises:
        ConfigurationError: its file is wrong.
    """
    if is_target_file(target):
        # What it takes to read one is heavy, and most runs read none.
        from harness.targets.file.reading import (  # noqa: PLC0415 - see above
            read_target_file,
        )

        known = [requirement.id for requirement in requirements()]
        told = read_target_file(Path(target), known).accepted
        return {name: Acceptance(reason) for name, reason in told.items()}
    return _ACCEPTED.get("embedded" if is_faulty(target) else target, {})
