"""What chance has in store for somebody, whatever happens meanwhile.

Every draw has a name, and is a pure function of the seed, the person and that name: it
depends neither on the order of events nor on what was drawn before. So two fidelities,
and two scenarios that differ in one assumption, deal with the very same people (common
random numbers), and whatever differs is due to the change alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from statistics import NormalDist

from fixtures.draw import RANGE, Draw, Weighted

_NORMAL = NormalDist()
_HALF = 0.5


class Draws:
    """The draws of one person for one need, or for one request of it.

    Args:
        seed: the world.
        index: the person.
        scope: what they are for, as "1" (the first need) or "1.2" (its second request).
        spread: standard deviation of the logarithm of every delay.
    """

    __slots__ = ("_draw", "_scope", "_spread")

    def __init__(self, seed: int, index: int, scope: str, spread: float) -> None:
        self._draw = Draw(seed, index)
        self._scope = scope
        self._spread = spread

    def chance(self, name: str, share: float) -> bool:
        """Tell whether a share of the people includes this one."""
        return self._draw.chance(self._named(name), share)

    def delay(self, name: str, median: int) -> int:
        """Return a log-normal delay with this median, in whole seconds, 1 at least."""
        uniform = (self._draw.bits(self._named(name)) + _HALF) / RANGE
        # Less than the least double above 0, or 1 itself, has no quantile.
        normal = _NORMAL.inv_cdf(min(max(uniform, 1e-12), 1 - 1e-12))
        return max(1, round(median * math.exp(self._spread * normal)))

    def weighted(self, name: str, shares: Mapping[str, float]) -> str:
        """Return one of the names of *shares*."""
        return self._draw.weighted(self._named(name), _weighted(tuple(shares.items())))

    def below(self, name: str, bound: int) -> int:
        """Return a whole number from 0 to bound - 1."""
        return self._draw.below(self._named(name), bound)

    def _named(self, name: str) -> str:
        return f"living {self._scope} {name}"


@lru_cache(maxsize=64)
def _weighted(shares: tuple[tuple[str, float], ...]) -> Weighted[str]:
    return Weighted(dict(shares))
