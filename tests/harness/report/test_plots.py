"""Plots for a page: what tells series apart, colours, ids and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harness.report.plots import BAD, as_svg, look, say_numbers, say_shares

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE_IN = (4.0, 3.0)


def _two_lines(axes: Axes) -> None:
    axes.plot([0, 2500], [0.0, 0.5], color=BAD, label="échoués")
    axes.plot([0, 2500], [0.5, 0.0], color=look(1).colour, label="réussis")
    say_numbers(axes.xaxis)
    say_shares(axes.yaxis)


def test_no_two_series_look_the_same() -> None:
    """However many scenarios there are, up to six times the number of colours."""
    looks = [look(number) for number in range(36)]

    assert 36 == len({(one.colour, one.dash, one.mark, one.hatch) for one in looks})


def test_a_plot_has_the_colours_of_the_page() -> None:
    """No stand-in colour is left, nor any of Matplotlib's own."""
    drawn = as_svg(_two_lines, _SIZE_IN, "essai", "Un essai")

    assert {"var(--bad)", "var(--plot-2)"} <= set(re.findall(r"var\(--[\w-]+\)", drawn))
    assert not re.search(r"#0[0-9a-f]0\d0\d", drawn)


def test_a_plot_says_numbers_as_french_does() -> None:
    """Thousands apart, decimals behind a comma, shares in per cent."""
    drawn = as_svg(_two_lines, _SIZE_IN, "essai", "Un essai")

    assert ">2\u00a0500<" in drawn
    assert ">50\u00a0%<" in drawn


def test_plots_of_one_page_share_no_id() -> None:
    """Each has its own, and what refers to them goes along."""
    ids = []
    for name in ("un", "deux"):
        drawn = as_svg(_two_lines, _SIZE_IN, name, "Un essai")
        mine = re.findall(r'\bid="([^"]+)"', drawn)
        assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', drawn)) <= set(mine)
        ids += mine

    assert len(set(ids)) == len(ids)


def test_a_label_is_text() -> None:
    """What a scenario is called closes no attribute; the size is the page's."""
    drawn = as_svg(_two_lines, _SIZE_IN, "essai", 'link="2h" & <b>')

    head = drawn.partition(">")[0]
    assert head.startswith('<svg role="img" aria-label="link=&quot;2h&quot; &amp; &lt;')
    assert "pt" not in head
