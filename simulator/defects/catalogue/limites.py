"""Step 4: how often one may ask."""

from __future__ import annotations

from simulator.defects.making import (
    Defect,
)

_LIMITS: tuple[Defect, ...] = ()


DEFECTS: tuple[Defect, ...] = (*_LIMITS,)
