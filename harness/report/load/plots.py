"""The plots of a load report, as SVG that stands in the page (matplotlib, lazily)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from harness.report.load.timeline import Timeline
from harness.report.load.words import decimal, leg_name
from harness.runs.load.figures import Figures

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BROAD_IN, NARROW_IN = 8.4, 3.9
"""How wide plots are, in inches: for screens, for telephones."""
LOW_IN, HIGH_IN = 3.2, 4.6
"""How high: those along time, those with a line for each leg."""

_INK, _LINE = "#1c2326", "#cfd6d8"
_DEEP, _MIDDLE, _LIGHT, _BAD = "#12424e", "#3f8ba0", "#a9d3dd", "#a3101b"
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_SIZE = re.compile(r' (?:width|height)="[\d.]+pt"')
_LABEL = 26
"""Characters of a leg's name on one line."""

Draw = Callable[["Axes"], None]


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
        axes.grid(axis="x", color=_LINE)

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
            at, failed, bottom=done, color=_BAD, hatch="//", label="échoués", **shape
        )
        _along_time(axes, "parcours par seconde")

    return draw


def present(over: Timeline) -> Draw:
    """Draw how many people are on their way, beside how many there should be."""

    def draw(axes: Axes) -> None:
        at = [one.from_s + over.width_s / 2 for one in over.spans]
        expected = [one.expected for one in over.spans]
        axes.step(at, expected, where="mid", color=_BAD, linestyle="--", label="prévus")
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


def as_svg(draw: Draw, size: tuple[float, float], name: str) -> str:
    """Return what *draw* draws, in *size* inches, as SVG without anything foreign.

    *name* keeps its ids from those of the page's other plots.
    """
    from matplotlib import rc_context  # noqa: PLC0415 - an optional extra, and slow
    from matplotlib.figure import Figure  # noqa: PLC0415 - see above
    from matplotlib.ticker import FuncFormatter  # noqa: PLC0415 - see above

    style: dict[Any, Any] = {
        "svg.fonttype": "none", "svg.hashsalt": name, "font.size": 10,
        "text.color": _INK, "axes.edgecolor": _LINE, "axes.labelcolor": _INK,
        "axes.axisbelow": True, "xtick.color": _INK, "ytick.color": _INK,
        "hatch.color": "white", "hatch.linewidth": 0.6,
    }  # fmt: skip
    with rc_context(style):
        figure = Figure(figsize=size, layout="constrained")
        axes = figure.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        draw(axes)
        comma = FuncFormatter(
            lambda value, _: decimal(value, 3).rstrip("0").rstrip(",")
        )
        axes.xaxis.set_major_formatter(comma)
        if not axes.yaxis_inverted():  # legs are named there
            axes.yaxis.set_major_formatter(comma)
        figure.legend(loc="outside upper left", ncols=3, frameon=False)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    svg = written.getvalue()
    svg = _METADATA.sub("", svg[svg.index("<svg") :])
    head, _, rest = svg.partition(">")
    return f'{_SIZE.sub("", head)} aria-hidden="true" focusable="false">{rest}'


def _along_time(axes: Axes, what: str) -> None:
    axes.set_xlabel("secondes depuis le premier parcours")
    axes.set_ylabel(what)
    axes.set_xlim(left=0)
    axes.grid(axis="y", color=_LINE)


def _folded(name: str) -> str:
    """Return *name* on two lines if it is long."""
    if len(name) <= _LABEL:
        return name
    head, colon, tail = name.partition(" : ")
    return f"{head} :\n{tail}" if colon else name
