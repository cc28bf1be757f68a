"""Who walks where: each worker has its own people, computed from its index.

Worker *w* of *n* has people w, w + n, w + 2n …: nothing is agreed on, and nobody is
in two slices.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from harness.errors import HarnessError


class NoSuchSlice(HarnessError):  # noqa: N818 - a state of affairs reads better
    """A worker has no people of its own."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of *size* people that worker *index* of *count* has.

    Raises:
        NoSuchSlice: there are not that many slices.
    """

    size: int
    index: int
    count: int
    skipped: Collection[int] = frozenset()
    """People who cannot walk the procedure by mail."""

    def __post_init__(self) -> None:
        if not 0 <= self.index < self.count:
            raise NoSuchSlice(
                f"There is no slice {self.index} of {self.count}: a worker joined that "
                "none was kept for."
            )

    def __iter__(self) -> Iterator[int]:
        """Yield the people of this slice, as their ranks."""
        everybody = range(self.index, self.size, self.count)
        return (rank for rank in everybody if rank not in self.skipped)


class Turns:
    """Hands out people of a slice, each to one at a time, new ones first.

    Any thread (or greenlet) may ask.
    """

    def __init__(self, people: Slice) -> None:
        self._new = iter(people)
        self._back: deque[int] = deque()
        self._rounds: dict[int, int] = {}
        self._changed = threading.Condition()

    def take(self) -> tuple[int, int]:
        """Return somebody and how many times she walked before; waits for one."""
        with self._changed:
            while True:
                rank = next(self._new, None)
                if rank is None and self._back:
                    rank = self._back.popleft()
                if rank is not None:
                    return rank, self._rounds.get(rank, 0)
                self._changed.wait()

    def give_back(self, rank: int) -> None:
        """Let somebody walk again."""
        with self._changed:
            self._rounds[rank] = self._rounds.get(rank, 0) + 1
            self._back.append(rank)
            self._changed.notify()
