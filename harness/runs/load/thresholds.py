"""What a run may not exceed: ``--fail-above p95=2s``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.errors import ConfigurationError
from harness.journeys.legs import LEGS
from harness.runs.load.quantities import seconds, share

PERCENTILES = (50, 90, 95, 99)
ERRORS = "errors"
_TIMES = (*(f"p{one}" for one in PERCENTILES), "max")
_GRAMMAR = re.compile(r"(?:(?P<leg>[a-z_]+)\.)?(?P<what>[a-z]\w*)=(?P<limit>.+)")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit on a duration (seconds), or on the share of journeys that fail."""

    said: str
    """As it was asked for."""
    what: str
    limit: float
    leg: str | None = None
    """The leg that it bears on; None: each of them."""


@dataclass(frozen=True, slots=True)
class Held:
    """A threshold, and the worst that was measured of it."""

    threshold: Threshold
    measured: float | None
    """None where nothing was measured: what cannot be told does not hold."""
    where: str = ""
    """The leg on which it was measured."""

    @property
    def exceeded(self) -> bool:
        """Whether the run exceeds it, or cannot tell."""
        return self.measured is None or self.measured > self.threshold.limit


def read_threshold(text: str) -> Threshold:
    """Read one ``--fail-above``.

    Raises:
        ConfigurationError: it is none; the message says what to write.
    """
    found = _GRAMMAR.fullmatch(text.strip())
    known = [leg.id for leg in LEGS]
    if found is None or found["what"] not in {*_TIMES, ERRORS}:
        raise ConfigurationError(
            f"--fail-above: {text!r} is no threshold; write {', '.join(_TIMES)} or "
            f"{ERRORS}, as p95=2s, demande.p95=500ms or {ERRORS}=1%."
        )
    if found["leg"] is not None and (
        found["leg"] not in known or found["what"] == ERRORS
    ):
        raise ConfigurationError(
            f"--fail-above: {text!r}: no duration of {found['leg']!r} is measured; "
            f"the steps are {', '.join(known)}."
        )
    read = share if found["what"] == ERRORS else seconds
    limit = read(found["limit"])
    if limit is None:
        example = "1%" if found["what"] == ERRORS else "500ms or 2s"
        raise ConfigurationError(
            f"--fail-above: {found['limit']!r} in {text!r} is not as {example}."
        )
    return Threshold(text.strip(), found["what"], limit, found["leg"])


def hold(
    thresholds: Sequence[Threshold],
    legs: Mapping[str, Mapping[str, float]],
    errors: float | None,
) -> tuple[Held, ...]:
    """Return how each of *thresholds* holds.

    Args:
        thresholds: what is not to be exceeded.
        legs: of each leg that was walked, its durations (seconds) by name.
        errors: the share of journeys that failed; None if none ended.
    """
    return tuple(_held(one, legs, errors) for one in thresholds)


def _held(
    one: Threshold, legs: Mapping[str, Mapping[str, float]], errors: float | None
) -> Held:
    if one.what == ERRORS:
        return Held(one, errors)
    measured = {
        leg: times[one.what] for leg, times in legs.items() if one.leg in {None, leg}
    }
    if not measured:
        return Held(one, None)
    worst = max(measured, key=lambda leg: measured[leg])
    return Held(one, measured[worst], worst)
