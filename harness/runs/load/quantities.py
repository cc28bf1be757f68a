"""Durations and shares as the command line and scenario files write them."""

from __future__ import annotations

import re

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|min|s|m|h)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)%")


def seconds(text: str) -> float | None:
    """Return the duration that *text* says ("500ms", "30s", "1m30s"); None if none."""
    parts = list(_PART.finditer(text.strip()))
    if not parts or "".join(part[0] for part in parts) != text.strip():
        return None
    return sum(float(part[1]) * _UNITS[part[2]] for part in parts)


def share(text: str) -> float | None:
    """Return the share that *text* says ("0.5%"), from 0 to 1; None if none."""
    found = _SHARE.fullmatch(text.strip())
    if found is None or float(found[1]) > 100:  # noqa: PLR2004 - the whole of it
        return None
    return float(found[1]) / 100
