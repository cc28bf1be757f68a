"""FranceConnect: what is asked of it, and what is believed."""

from __future__ import annotations

from simulator.defects.making import (
    Defect,
)

_PROOFS: tuple[Defect, ...] = ()


DEFECTS: tuple[Defect, ...] = (*_PROOFS,)
