"""Deviations that a target is known for and that are accepted, with their reasons."""

from __future__ import annotations

from collections.abc import Mapping

from harness.target import LACKS, Capability

_EMBEDDED = {"P2.1": f"{LACKS[Capability.BROWSER]}, que cette cible n'a pas."}


def accepted_deviations(target: str) -> Mapping[str, str]:
    """Return requirement id and reason for each accepted deviation of *target*."""
    return _EMBEDDED if target == "embedded" else {}
