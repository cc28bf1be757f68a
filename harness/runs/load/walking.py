"""One person walks the procedure: the features' tasks, and what each must lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from harness.journeys import legs
from harness.journeys.affiliate import Affiliate
from harness.journeys.legs import Errand, Leg
from harness.runs.load.expectations import (
    BENCH_FAILED,
    EXPECTED,
    kind_of,
    shows_nobody_else,
)
from harness.runs.load.journey import Ending, Journey
from simulator.clock import real_seconds

_SHOWN = 600
"""Characters of what was seen that a journey keeps."""


class RunOver(Exception):  # noqa: N818 - a state of affairs reads better
    """The run has ended: whoever is still on her way goes home."""


@dataclass(frozen=True, slots=True)
class Company:
    """What goes with a walk.

    Attributes:
        think: waits before a leg; raises RunOver once the run has ended.
        told: hears of each leg: which, how long it took (seconds), what went wrong.
        others: the dossier numbers of those who are on their way meanwhile.
    """

    think: Callable[[Leg], None]
    told: Callable[[Leg, float, str], None]
    others: Callable[[], Iterable[str]] = tuple


def walk(
    affiliate: Affiliate,
    itinerary: Sequence[Leg],
    errand: Errand,
    company: Company,
    journey: Journey,
) -> None:
    """Walk *itinerary*, and write into *journey* what comes of it.

    It ends at the first leg that does not lead where it must.
    """
    began = real_seconds()
    try:
        for leg in itinerary:
            company.think(leg)
            if not _walk_leg(affiliate, leg, errand, company, journey):
                return
        journey.ending = Ending.DONE
    except RunOver:
        pass
    finally:
        journey.lasted_s = real_seconds() - began


def _walk_leg(
    affiliate: Affiliate, leg: Leg, errand: Errand, company: Company, journey: Journey
) -> bool:
    _note_attempt(leg, errand, journey)
    began = real_seconds()
    try:
        leg.task(affiliate, errand)
        took = real_seconds() - began
        EXPECTED[leg.id].check(affiliate)
        shows_nobody_else(affiliate.page, company.others())
    except Exception as failed:  # noqa: BLE001 - counted by kind, those of the bench too
        took = real_seconds() - began
        page = affiliate.page if affiliate.has_page else None
        journey.ending, journey.failed_at = Ending.FAILED, leg.id
        journey.kind = kind_of(failed, leg.id, page)
        journey.message = _said(failed, journey.kind)[:_SHOWN]
        company.told(leg, took, journey.kind)
        return False
    journey.legs[leg.id] = took
    _note_outcome(leg, journey)
    company.told(leg, took, "")
    return True


def _said(failed: Exception, kind: str) -> str:
    """Return what *failed* says; what the bench itself did wrong has a name, too."""
    return (
        f"{type(failed).__name__} : {failed}" if kind == BENCH_FAILED else f"{failed}"
    )


def _note_attempt(leg: Leg, errand: Errand, journey: Journey) -> None:
    if leg is legs.CHOICE:
        journey.asked = True
    elif leg is legs.PASSWORD:
        journey.tried = errand.password


def _note_outcome(leg: Leg, journey: Journey) -> None:
    if leg is legs.CHOICE:
        journey.promised = True
    elif leg is legs.PASSWORD:
        journey.changed = True
