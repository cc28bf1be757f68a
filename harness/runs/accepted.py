"""Deviations that a target is known for and that are accepted, with their reasons."""

from __future__ import annotations

from collections.abc import Mapping

from harness.target import LACKS, Capability
from harness.verdicts.verdict import Acceptance, Verdict

_BROWSER = Acceptance(
    f"{LACKS[Capability.BROWSER]}, que cette cible n'a pas.", Verdict.NOT_OBSERVABLE
)
_WITHOUT_BROWSER = {
    "P2.1": _BROWSER,
    "B40": Acceptance(f"{LACKS[Capability.DNS]}.", Verdict.NOT_OBSERVABLE),
    "B55": _BROWSER,
    "B56": _BROWSER,
}


def accepted_deviations(target: str) -> Mapping[str, Acceptance]:
    """Return the accepted deviations of *target*, by requirement id."""
    return _WITHOUT_BROWSER if target in {"embedded", "http"} else {}
