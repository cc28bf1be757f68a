"""Plots for a page, as SVG in its own colours, by day and by night.

The only place of the reports that knows Matplotlib, an optional extra that takes a
second to import. It draws in stand-in colours, which are replaced by variables of
``living/assets/plots.css``; texts stay texts. The same drawing gives the same bytes.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from harness.report import french

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Draw = Callable[["Axes"], None]

INK, SOFT, LINE, BAD = "#010101", "#020202", "#030303", "#040404"
SHADES = ("#0b0001", "#0b0002", "#0b0003")
"""From deep to light, for what lies on top of each other."""
_HUES = ("#0a0001", "#0a0002", "#0a0003", "#0a0004", "#0a0005", "#0a0006")
_VARIABLES = (
    {INK: "ink", SOFT: "soft", LINE: "line", BAD: "bad"}
    | {shade: f"shade-{number}" for number, shade in enumerate(SHADES, 1)}
    | {hue: f"plot-{number}" for number, hue in enumerate(_HUES, 1)}
)
_MARKS = "osD^vX"
_DASHES = ("-", "--", ":", "-.", (0, (1, 3)), (0, (6, 2, 1, 2)))
_HATCHES = ("", "//", "..", "xx", "\\\\", "++")
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": INK,
    "axes.labelcolor": SOFT,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "axes.edgecolor": LINE,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "hatch.color": LINE,
    "legend.frameon": False,
}
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_SIZE = re.compile(r' (?:width|height)="[\d.]+pt"')
_MOST_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one series from the others: its colour never does so alone."""

    colour: str
    dash: Any
    mark: str
    hatch: str


def look(number: int) -> Look:
    """Return how series *number* (from 0) looks: none of the first 36 like another."""
    lap, hue = divmod(number, len(_HUES))
    other = (hue + lap) % len(_HUES)
    return Look(_HUES[hue], _DASHES[other], _MARKS[other], _HATCHES[other])


def as_svg(draw: Draw, size: tuple[float, float], name: str, label: str) -> str:
    """Return what *draw* draws as an ``<svg>`` element without anything foreign.

    Args:
        draw: draws on the axes; what it gives a label to stands in the legend.
        size: width and height, in inches.
        name: keeps its ids from those of the page's other plots.
        label: what it shows, for who does not see it.
    """
    from matplotlib import rc_context  # noqa: PLC0415 - see the module
    from matplotlib.figure import Figure  # noqa: PLC0415 - see the module

    with rc_context({**_STYLE, "svg.hashsalt": name}):
        figure = Figure(figsize=size, layout="constrained")
        figure.patch.set_alpha(0)
        axes = figure.add_subplot()
        axes.patch.set_alpha(0)
        draw(axes)
        handles, _ = axes.get_legend_handles_labels()
        if len(handles) > 1:
            columns = min(_MOST_IN_A_ROW, len(handles))
            figure.legend(loc="outside upper left", ncols=columns)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return _for_a_page(written.getvalue(), name, label)


def say_numbers(axis: Any) -> None:
    """Have the ticks of *axis* (Matplotlib's) say numbers as French does."""
    _say(axis, french.short)


def say_shares(axis: Any) -> None:
    """Have the ticks of *axis* (Matplotlib's) say shares in per cent."""
    _say(axis, lambda share: f"{french.short(100 * share)}{french.NO_BREAK}%")


def _say(axis: Any, words: Callable[[float], str]) -> None:
    from matplotlib.ticker import FuncFormatter  # noqa: PLC0415 - see the module

    axis.set_major_formatter(FuncFormatter(lambda value, _position: words(value)))


def _for_a_page(svg: str, name: str, label: str) -> str:
    """Return the element alone: no prologue, ids and colours of the page."""
    element = _METADATA.sub("", svg[svg.index("<svg") :].strip())
    element = re.sub(r'\bid="', f'id="{name}-', element)
    element = re.sub(r'(href="#|url\(#)', rf"\1{name}-", element)
    element = re.sub(
        r"font: ([\d.]+)px[^;\"]*", r"font: \1px var(--plot-font)", element
    )
    for stand_in, variable in _VARIABLES.items():
        element = element.replace(stand_in, f"var(--{variable})")
    head, _, rest = element.partition(">")
    told = f'role="img" aria-label="{html.escape(label)}"'
    return f"<svg {told}{_SIZE.sub('', head).removeprefix('<svg')}>{rest}"
