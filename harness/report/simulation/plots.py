"""The plots of a simulation: a series as curves, or as bars, standing or lying."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator

from harness.report.plots import as_svg, look, say_numbers, say_shares
from harness.report.simulation.series import Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE_IN = (8.0, 3.6)
_MANY_PLACES = 14
_WHOLE = 0.8
"""How much of a place its bars take."""


def draw(series: Series) -> str:
    """Return *series* as an ``<svg>`` element; the table beside it says the numbers."""
    kinds: dict[str, Callable[[Axes, Series], None]] = {
        "temps": _curves,
        "jours": _curves,
        "mails": _curves,
        "embuches": _lying_bars,
    }
    kind = kinds.get(series.name, _bars)
    return as_svg(lambda axes: kind(axes, series), _SIZE_IN, series.name, _told(series))


def _curves(axes: Axes, series: Series) -> None:
    places = range(len(series.places))
    for number, (name, values) in enumerate(series.lines.items()):
        one = look(number)
        axes.plot(
            places,
            values,
            label=name,
            color=one.colour,
            linestyle=one.dash,
            marker=one.mark,
            markersize=4,
        )
    step = 3 if len(series.places) > _MANY_PLACES else 1
    axes.set_xticks(places[::step], series.places[::step])
    axes.set_ylim(bottom=0)
    _label(axes, series)


def _bars(axes: Axes, series: Series) -> None:
    _draw_bars(axes.bar, series)
    axes.set_xticks(range(len(series.places)), series.places)
    _label(axes, series)


def _lying_bars(axes: Axes, series: Series) -> None:
    _draw_bars(axes.barh, series)
    axes.set_yticks(range(len(series.places)), series.places)
    axes.invert_yaxis()
    axes.set_xlabel(series.up)
    axes.grid(axis="x")
    say_numbers(axes.xaxis)


def _draw_bars(bars: Callable[..., object], series: Series) -> None:
    """Draw the bars of each place side by side, by ``axes.bar`` or ``axes.barh``."""
    width = _WHOLE / len(series.lines)
    for number, (name, values) in enumerate(series.lines.items()):
        one, offset = look(number), (number - (len(series.lines) - 1) / 2) * width
        at = [place + offset for place in range(len(values))]
        bars(at, values, width * 0.92, label=name, color=one.colour, hatch=one.hatch)


def _label(axes: Axes, series: Series) -> None:
    axes.set_xlabel(series.across)
    axes.set_ylabel(series.up)
    axes.grid(axis="y")
    axes.yaxis.set_major_locator(MaxNLocator(6))
    (say_shares if series.share else say_numbers)(axes.yaxis)


def _told(series: Series) -> str:
    """Say what the plot shows to who does not see it."""
    names = tuple(series.lines)
    lines = f"{len(names)} séries : {', '.join(names)}"
    return (
        f"{series.title}. {lines if len(names) > 1 else 'Une série'}. "
        "Les chiffres sont dans le tableau qui suit."
    )
