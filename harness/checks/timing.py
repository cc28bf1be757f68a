"""Whether durations tell a known dossier from an unknown one (B02).

A series is two samples, known and unknown, taken in an order drawn at random. A busy
machine delays any answer, now and then, and never makes one faster: the fastest
quarter of all answers is what the portal takes, and is what is looked at.

- *Is there a difference?* How many of the fastest quarter are of one kind. If both
  kinds take the same time, the order being random, that number follows the
  hypergeometric law, however busy the machine: of the 20 fastest of 40 + 40, 10 are
  expected, with a standard deviation of 1.95. 3.5 deviations are asked for: 17 of 20.
- *Does it matter?* The lower quartiles must differ by 3 ms, and by a twentieth of the
  faster one. Less is what a hand-over that stops before the message leaves.

The portal fails when two independent series say both, in the same direction. Without
any difference the first alone happens once in 1900 series; twice in one direction,
once in 7 million, before the quartiles have a say.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import quantiles

from harness.checks.failure import require

LEAST_DURATIONS = 40
DEVIATIONS = 3.5
"""How far from its mean the number of known among the fastest must be."""

MATERIAL_S = 0.003
MATERIAL_SHARE = 0.05

Durations = Sequence[float]
"""Seconds."""

Sample = tuple[Durations, Durations]
"""Known, unknown."""


def fastest_quarter(known: Durations, unknown: Durations) -> tuple[int, int]:
    """Return how many of the fastest quarter of all are known, and how many are not."""
    kinds = [(one, True) for one in known] + [(one, False) for one in unknown]
    fastest = sorted(kinds)[: len(kinds) // 4]
    among = sum(is_known for _, is_known in fastest)
    return among, len(fastest) - among


def deviation(known: Durations, unknown: Durations) -> float:
    """Return by how many standard deviations the known are too few among the fastest.

    Negative if they are too many.
    """
    total = len(known) + len(unknown)
    share = len(known) / total
    among, others = fastest_quarter(known, unknown)
    drawn = among + others
    variance = drawn * share * (1 - share) * (total - drawn) / (total - 1)
    return float((drawn * share - among) / variance**0.5)


def leaning(known: Durations, unknown: Durations) -> int:
    """Return 1 if known dossiers are slower, -1 if unknown ones are, 0 if neither."""
    require(
        min(len(known), len(unknown)) >= LEAST_DURATIONS,
        f"Il faut {LEAST_DURATIONS} durées de chaque sorte pour les comparer.",
    )
    too_few = deviation(known, unknown)
    undisturbed = _lower_quartile(known), _lower_quartile(unknown)
    gap = undisturbed[0] - undisturbed[1]
    if abs(too_few) < DEVIATIONS or gap * too_few < 0:
        return 0
    if abs(gap) < max(MATERIAL_S, MATERIAL_SHARE * min(undisturbed)):
        return 0
    return 1 if gap > 0 else -1


def describe(series: Sequence[Sample]) -> str:
    """Return what *series* show, a sentence each."""
    return " ".join(_describe(known, unknown) for known, unknown in series)


def tells_nothing(series: Sequence[Sample]) -> None:
    """Check that not every one of *series* tells known from unknown, the same way."""
    require(len(series) > 1, "Une série n'est rien sans une autre qui la confirme.")
    leanings = {leaning(known, unknown) for known, unknown in series}
    require(
        leanings not in ({1}, {-1}),
        f"La durée de la réponse dit si le dossier existe. {describe(series)}",
    )


def _describe(known: Durations, unknown: Durations) -> str:
    among, others = fastest_quarter(known, unknown)
    return (
        f"Dossier connu : {_ms(known)}, inconnu : {_ms(unknown)} (quartiles "
        f"inférieurs de {len(known)} et {len(unknown)} durées) ; parmi les plus "
        f"rapides, {among} connus et {others} inconnus."
    )


def _ms(durations: Durations) -> str:
    return f"{1000 * _lower_quartile(durations):.1f} ms".replace(".", ",")


def _lower_quartile(durations: Durations) -> float:
    return quantiles(durations, n=4)[0]
