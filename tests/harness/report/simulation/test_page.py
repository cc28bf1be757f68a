"""The page for analysts: the same bytes, nothing from elsewhere, sound in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser
from rich.console import Console

from harness.report.simulation.page import simulation_page
from harness.report.simulation.plots import draw
from harness.report.simulation.series import all_series
from harness.report.simulation.terminal import print_answers
from harness.runs.simulation.simulate import Simulation
from tests.browser_checks import WIDTHS, check_page, chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open Chromium."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def page(simulation: Simulation) -> str:
    """Return the page of two scenarios."""
    return simulation_page(simulation)


def test_only_the_run_times_differ(simulation: Simulation, page: str) -> None:
    """The same figures give the same bytes, but for « Simulé le »."""
    again = simulation_page(simulation)
    slower = simulation_page(replace(simulation, duration_s=99.0))

    assert page == again
    differing = [
        one
        for one, other in zip(page.splitlines(), slower.splitlines(), strict=True)
        if one != other
    ]
    assert 1 == len(differing)
    assert "Simulé le" in differing[0]


def test_it_asks_nothing_of_the_network(page: str) -> None:
    """No address but the names of XML's own, and a policy that allows none."""
    addresses = set(re.findall(r"https?://[^\"'\s<]+", page))

    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "default-src &#39;none&#39;" in page


def test_every_plot_has_its_words_and_its_table(
    simulation: Simulation, page: str
) -> None:
    """Who does not see a plot reads what it shows, and every number."""
    root = lxml.html.fromstring(page)
    figures = root.findall(".//figure")

    assert len(all_series(simulation)) == len(figures) == 6
    for figure, series in zip(figures, all_series(simulation), strict=True):
        svg = figure.find(".//svg")
        assert "img" == svg.get("role")
        assert series.title in svg.get("aria-label")
        rows = figure.findall(".//tbody/tr")
        assert list(series.places) == [
            row.find("th").text_content().strip() for row in rows
        ]


def test_ids_are_unique(page: str) -> None:
    """Six drawings in one page do not take each other's parts."""
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert len(ids) == len(set(ids))


def test_what_was_typed_is_text(page: str) -> None:
    """The name of a what-if and a title are shown, not taken for markup."""
    root = lxml.html.fromstring(page)

    assert "L'essai <1> & 2" == root.find(".//h1").text_content()
    assert 'link_validity="2h" & <b>' in root.text_content()
    assert [] == root.findall(".//b")


def test_plots_have_the_colours_of_the_page(simulation: Simulation) -> None:
    """No stand-in colour is left: day and night are the style sheet's."""
    drawn = [draw(series) for series in all_series(simulation)]

    assert all("var(--ink)" in one or "var(--soft)" in one for one in drawn)
    assert all("var(--plot-2)" in one for one in drawn)
    assert not any(re.search(r"#0[0-9a]0\d0\d", one) for one in drawn)


def test_changed_assumptions_stand_out(page: str) -> None:
    """What is not the register's is told apart, what a variant changes too."""
    root = lxml.html.fromstring(page)
    rows = {
        row.find("th").text_content(): " ".join(row.text_content().split())
        for row in root.findall(".//table[@class='assumptions']/tbody/tr")
    }

    assert "fichier de scénario" in rows["monthly_demand"]
    assert "hypothèse" in rows["spam_share"]
    assert "<b> : 2 h" in rows["link_validity"]
    assert 39 == len(rows)


def test_a_difference_is_marked_only_if_it_is_clear(page: str) -> None:
    """« inchangé » is never « net »."""
    root = lxml.html.fromstring(page)
    said = [
        " ".join(one.text_content().split())
        for one in root.findall(".//span[@class='range clear']")
    ]

    assert said
    assert all(one.endswith(", net") for one in said)
    assert "inchangé, net" not in root.text_content()


def test_one_world_has_no_interval(alone: Simulation) -> None:
    """It says so, and compares nothing."""
    told = simulation_page(alone)

    assert "n'ont pas d'intervalle de confiance" in told
    assert 'id="comparaison"' not in told
    assert "Simulation d&#39;une population</h1>" in told


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_sound_in_a_browser(
    browser: Browser, page: str, tmp_path: Path, width: int, scheme: str
) -> None:
    """Nothing overflows, axe finds nothing, and nothing is asked for, day and night."""
    file = tmp_path / "simulation.html"
    file.write_text(page, "utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]  # one of the two
        bypass_csp=True,
    )
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    opened = context.new_page()
    opened.goto(file.as_uri())

    check_page(opened)
    assert opened.locator("#theme").is_visible()
    assert [file.as_uri()] == asked
    context.close()


def test_the_terminal_says_the_same(simulation: Simulation) -> None:
    """Each question with its figures, a column a scenario."""
    console = Console(record=True, width=160, force_terminal=False)
    print_answers(console, simulation)
    said = console.export_text()

    assert "référence" in said
    assert "courriers partent" in said
    assert "3\u00a0mondes" in said
