"""Series drawn as SVG for a page: its own colours, by day and by night.

The only place that knows Matplotlib. It draws in stand-in colours, which are replaced
by variables of the page's style sheet; texts stay texts. The same series give the same
bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from harness.report.simulation.series import Series

_WIDTH_IN, _HEIGHT_IN = 8.0, 3.6
_INK, _SOFT, _LINE = "#010101", "#020202", "#030303"
_HUES = ("#0a0001", "#0a0002", "#0a0003", "#0a0004", "#0a0005", "#0a0006")
_COLOURS = {
    _INK: "var(--ink)",
    _SOFT: "var(--soft)",
    _LINE: "var(--line)",
} | {hue: f"var(--plot-{number})" for number, hue in enumerate(_HUES, 1)}
_MARKS = "osD^vX"
_DASHES = ("-", "--", ":", "-.", (0, (1, 3)), (0, (6, 2, 1, 2)))
_HATCHES = ("", "//", "..", "xx", "\\\\", "++")
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": _INK,
    "axes.labelcolor": _SOFT,
    "xtick.color": _SOFT,
    "ytick.color": _SOFT,
    "axes.edgecolor": _LINE,
    "grid.color": _LINE,
    "hatch.color": _LINE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
}
_MANY_PLACES = 14


def draw(series: Series) -> str:
    """Return *series* as an ``<svg>`` element; the table beside it says the numbers."""
    kinds: dict[str, Callable[[Axes, Series], None]] = {
        "temps": _curves,
        "jours": _curves,
        "mails": _curves,
        "embuches": _lying_bars,
    }
    with mpl.rc_context({**_STYLE, "svg.hashsalt": series.name}):
        figure = Figure(figsize=(_WIDTH_IN, _HEIGHT_IN), layout="constrained")
        figure.patch.set_alpha(0)
        axes = figure.add_subplot()
        axes.patch.set_alpha(0)
        kinds.get(series.name, _bars)(axes, series)
        if len(series.lines) > 1:
            figure.legend(loc="outside upper left", ncols=min(3, len(series.lines)))
        FigureCanvasSVG(figure)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return _for_a_page(written.getvalue(), series)


def _curves(axes: Axes, series: Series) -> None:
    places = range(len(series.places))
    for number, (name, values) in enumerate(series.lines.items()):
        axes.plot(
            places,
            values,
            label=name,
            color=_HUES[number % len(_HUES)],
            linestyle=_DASHES[number % len(_DASHES)],
            marker=_MARKS[number % len(_MARKS)],
            markersize=4,
        )
    step = 3 if len(series.places) > _MANY_PLACES else 1
    axes.set_xticks(places[::step], series.places[::step])
    axes.set_ylim(bottom=0)
    _label(axes, series)


def _bars(axes: Axes, series: Series) -> None:
    width = 0.8 / len(series.lines)
    for number, (name, values) in enumerate(series.lines.items()):
        offset = (number - (len(series.lines) - 1) / 2) * width
        axes.bar(
            [place + offset for place in range(len(values))],
            values,
            width * 0.92,
            label=name,
            color=_HUES[number % len(_HUES)],
            hatch=_HATCHES[number % len(_HATCHES)],
        )
    axes.set_xticks(range(len(series.places)), series.places)
    _label(axes, series)


def _lying_bars(axes: Axes, series: Series) -> None:
    width = 0.8 / len(series.lines)
    for number, (name, values) in enumerate(series.lines.items()):
        offset = (number - (len(series.lines) - 1) / 2) * width
        axes.barh(
            [place + offset for place in range(len(values))],
            values,
            width * 0.92,
            label=name,
            color=_HUES[number % len(_HUES)],
            hatch=_HATCHES[number % len(_HATCHES)],
        )
    axes.set_yticks(range(len(series.places)), series.places)
    axes.invert_yaxis()
    axes.set_xlabel(series.up)
    axes.grid(axis="x", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(FuncFormatter(_comma))


def _label(axes: Axes, series: Series) -> None:
    axes.set_xlabel(series.across)
    axes.set_ylabel(series.up)
    axes.grid(axis="y", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_locator(MaxNLocator(6))
    said = _per_cent if series.share else _comma
    axes.yaxis.set_major_formatter(FuncFormatter(said))


def _comma(value: float, _position: int | None) -> str:
    return f"{value:g}".replace(".", ",")


def _per_cent(value: float, _position: int | None) -> str:
    return f"{round(100 * value)}\N{NO-BREAK SPACE}%"


def _for_a_page(svg: str, series: Series) -> str:
    """Return the element alone: no prologue, ids and colours of the page."""
    element = svg[svg.index("<svg") :].strip()
    element = re.sub(r"<metadata>.*?</metadata>\s*", "", element, flags=re.DOTALL)
    element = re.sub(r'\bid="', f'id="{series.name}-', element)
    element = re.sub(r'(href="#|url\(#)', rf"\1{series.name}-", element)
    element = re.sub(
        r"font: ([\d.]+)px[^;\"]*", r"font: \1px var(--plot-font)", element
    )
    for stand_in, colour in _COLOURS.items():
        element = element.replace(stand_in, colour)
    size = r'width="[^"]*pt" height="[^"]*pt" '
    if not re.search(size, element):
        size = r' (?:width|height)="[^"]*pt"'
    element = re.sub(size, " ", element)
    return element.replace("<svg ", f'<svg role="img" aria-label="{_told(series)}" ', 1)


def _told(series: Series) -> str:
    """Say what the plot shows to who does not see it."""
    lines = _names(tuple(series.lines))
    return f"{series.title}. {lines}. Les chiffres sont dans le tableau qui suit."


def _names(names: Sequence[str]) -> str:
    if len(names) == 1:
        return "Une série"
    return f"{len(names)} séries : " + ", ".join(
        name.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        for name in names
    )
