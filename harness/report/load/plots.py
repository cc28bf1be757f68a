"""The plots of a load run: its legs as lying bars, and what happens along time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from harness.report.load.timeline import Timeline
from harness.report.load.words import leg_name
from harness.report.plots import BAD, SHADES, Draw, say_numbers
from harness.runs.load.figures import Figures

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DEEP, _MIDDLE, _LIGHT = SHADES
_LABEL = 26
"""Characters of a leg's name on one line."""


def durations(legs: Sequence[Figures]) -> Draw:
    """Draw how long each leg takes: half of the people, 95 %, 99 %."""

    def draw(axes: Axes) -> None:
        ranks = range(len(legs))
        for name, colour, label in (
            ("p99", _LIGHT, "99 %"),
            ("p95", _MIDDLE, "95 %"),
            ("p50", _DEEP, "la moitié"),
        ):
            widths = [one.times[name] for one in legs]
            axes.barh(ranks, widths, color=colour, label=label, height=0.66)
        axes.set_yticks(ranks, [_folded(leg_name(one.name)) for one in legs])
        axes.invert_yaxis()
        axes.set_xlabel("secondes")
        axes.grid(axis="x")
        say_numbers(axes.xaxis)

    return draw


def throughput(over: Timeline) -> Draw:
    """Draw how many journeys end per second, and how many of them fail."""

    def draw(axes: Axes) -> None:
        at = [one.from_s for one in over.spans]
        done = [one.done / over.width_s for one in over.spans]
        failed = [one.failed / over.width_s for one in over.spans]
        shape: dict[str, Any] = {"width": over.width_s * 0.9, "align": "edge"}
        axes.bar(at, done, color=_MIDDLE, label="réussis", **shape)
        axes.bar(
            at, failed, bottom=done, color=BAD, hatch="//", label="échoués", **shape
        )
        _along_time(axes, "parcours par seconde")

    return draw


def present(over: Timeline) -> Draw:
    """Draw how many people are on their way, beside how many there should be."""

    def draw(axes: Axes) -> None:
        at = [one.from_s + over.width_s / 2 for one in over.spans]
        expected = [one.expected for one in over.spans]
        axes.step(at, expected, where="mid", color=BAD, linestyle="--", label="prévus")
        there = [one.present for one in over.spans]
        axes.plot(at, there, color=_DEEP, marker="o", markersize=3, label="présents")
        axes.set_ylim(bottom=0)
        _along_time(axes, "personnes")

    return draw


def waiting(over: Timeline) -> Draw:
    """Draw how long a whole journey waits for the portal, as the run goes on."""

    def draw(axes: Axes) -> None:
        spans = [one for one in over.spans if one.median_s is not None]
        at = [one.from_s + over.width_s / 2 for one in spans]
        slowest = [one.slowest_s or 0.0 for one in spans]
        axes.plot(at, slowest, color=_MIDDLE, marker="s", markersize=3, label="95 %")
        median = [one.median_s or 0.0 for one in spans]
        axes.plot(at, median, color=_DEEP, marker="o", markersize=3, label="la moitié")
        axes.set_ylim(bottom=0)
        _along_time(axes, "secondes")

    return draw


def _along_time(axes: Axes, what: str) -> None:
    axes.set_xlabel("secondes depuis le premier parcours")
    axes.set_ylabel(what)
    axes.set_xlim(left=0)
    axes.grid(axis="y")
    say_numbers(axes.xaxis)
    say_numbers(axes.yaxis)


def _folded(name: str) -> str:
    """Return *name* on two lines if it is long."""
    if len(name) <= _LABEL:
        return name
    head, colon, tail = name.partition(" : ")
    return f"{head} :\n{tail}" if colon else name
