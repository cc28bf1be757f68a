"""The page of a load run: what it says, and that it asks nothing of the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser

from harness.report.load import page as load_page
from harness.report.load.page import report
from harness.runs.load.audit import Fault, Wrong
from harness.runs.load.journey import Ending
from harness.runs.load.settings import LoadSettings
from harness.runs.load.stages import Stage
from harness.runs.load.thresholds import read_threshold
from tests.browser_checks import WIDTHS, check_page, chromium
from tests.harness.report.load.conftest import CROSSED, Make, ended


def text_of(page: str) -> str:
    """Return what is read on *page*, with ordinary spaces."""
    return " ".join(" ".join(lxml.html.fromstring(page).itertext()).split())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open Chromium."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the plots empty: drawing takes a second, and only two tests look."""
    monkeypatch.setattr(load_page, "as_svg", lambda *_: "<svg></svg>")


@pytest.mark.usefixtures("undrawn")
def test_a_sound_run_says_so(outcome: Make) -> None:
    """The verdict, the figures and the command that does it again."""
    read = text_of(report(outcome()))

    assert outcome().is_sound
    assert "✓ correct" in read
    assert "20 réussis, 0 échoué, 0 interrompu" in read
    assert "Lien d'un autre : aucun" in read
    assert "Page qui montre le dossier d'un autre : aucune" in read
    assert "load --target http --users 4 --ramp 2s --duration 10s --processes 2" in read
    assert "mardi 10 mars 2026 à 10 h 00 (heure de Paris)" in read
    assert "Aucun parcours n'a échoué." in read


@pytest.mark.usefixtures("undrawn")
def test_whoever_got_anothers_link_is_named(outcome: Make) -> None:
    """With both dossiers, and nothing of what was received is taken for HTML."""
    one = outcome(faults=(CROSSED,) * 50)
    page = report(one)
    read = text_of(page)

    assert not one.is_sound
    assert "✗ incorrect" in read
    assert "Lien d'un autre : 50" in read
    assert "reçu par a@example.org (dossier 0000001), porte le lien" in read
    assert "<b>@example.org" in read
    assert "36 de plus" in read
    assert "… et 10 de plus, dans le JSON." in read


@pytest.mark.usefixtures("undrawn")
def test_errors_are_told_by_kind_and_step(outcome: Make) -> None:
    """How many, where, and one example."""
    journeys = [ended(1, 4.0), *(ended(n, 5.0, Ending.FAILED) for n in range(2, 5))]
    page = report(outcome(ended=tuple(journeys)))
    read = text_of(page)

    assert "✗ seuil dépassé" in read
    assert "lien refusé Page https://x.example/ : « <b>Refusé</b> »" in read
    assert "Étape 7 : le lien s'ouvre" in read
    assert "errors=0% 0,0 % 75,0 % ✗ dépassé" in read


@pytest.mark.usefixtures("undrawn")
def test_thresholds_are_told_with_what_was_measured(outcome: Make) -> None:
    """Held or not, and on which step."""
    settings = LoadSettings(
        "http",
        (Stage(4, 10.0),),
        42,
        thresholds=(read_threshold("p95=1s"), read_threshold("lien.max=1s")),
    )
    one = outcome(settings=settings)
    read = text_of(report(one))

    assert not one.is_sound
    assert "p95=1s 1,00 s 300 ms (Étape" in read
    assert "✓ tenu" in read
    assert "lien.max=1s 1,00 s 1,25 s (Étape 7 : le lien s'ouvre) ✗ dépassé" in read


@pytest.mark.parametrize(
    "said",
    [
        {"ended": (), "figures": ()},
        {"partial": "interrompu (Ctrl-C)"},
        {"ended": (ended(1, 3.0, Ending.CUT),)},
    ],
)
@pytest.mark.usefixtures("undrawn")
def test_a_run_that_shows_nothing_is_not_green(
    outcome: Make, said: dict[str, object]
) -> None:
    """Nobody came to the end, or it was cut short."""
    one = outcome(**said)

    assert not one.is_sound
    assert "? sans conclusion" in text_of(report(one))


def test_each_plot_has_its_values_as_a_table(outcome: Make) -> None:
    """Whoever does not see the picture has the sentence and the table."""
    tree = lxml.html.fromstring(report(outcome()))
    plots = tree.xpath("//section[@class='plot']")

    assert 4 == len(plots)
    for plot in plots:
        broad, narrow = plot.xpath(".//figure//svg")
        assert "img" == broad.get("role") == narrow.get("role")
        assert plot.xpath("string(h3)") in broad.get("aria-label")
        assert plot.xpath(".//table/tbody/tr")


def test_the_page_asks_nothing_of_the_network(outcome: Make) -> None:
    """No address but names of XML spaces, a policy that holds; each id once."""
    page = report(outcome(faults=(Fault(Wrong.LOST, "Perdu."),)))
    fetching = re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?(?!#)([^\"')\s>]+)", page)
    spaces = {"http://www.w3.org/1999/xlink", "http://www.w3.org/2000/svg"}

    assert [] == fetching
    assert set(re.findall(r"https?://[\w./]+", page)) <= spaces
    ids = re.findall(r' id="([^"]+)"', page)
    assert sorted(set(ids)) == sorted(ids)
    assert "default-src &#39;none&#39;" in page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_sound_in_a_browser(
    browser: Browser, outcome: Make, tmp_path: Path, width: int, scheme: str
) -> None:
    """Nothing overflows, axe finds nothing, each plot is shown once, day and night."""
    failed = ended(30, 18.0, Ending.FAILED)
    told = outcome(ended=(*outcome().ended, failed), faults=(CROSSED,))
    file = tmp_path / "load.html"
    file.write_text(report(told), "utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]  # one of the two
        bypass_csp=True,
    )
    opened = context.new_page()
    opened.goto(file.as_uri())

    check_page(opened)
    assert opened.locator("#theme").is_visible()
    assert 4 == opened.locator("figure svg:visible").count()
    context.close()
