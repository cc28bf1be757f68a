"""What a person does with the keyboard, in whatever browser is in front of her."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from harness.drawing import AxeFinding, AxeReport, Captcha, Layout, Loss, Strain, Walk
from harness.errors import NotObservable
from harness.journeys import close_look, keyboard
from harness.journeys.affiliate import Affiliate
from harness.journeys.itineraries import ITINERARIES, Itinerary, Way
from harness.journeys.world import World
from harness.pages import Page

WALK = Walk((), True, (), True, ())
CAPTCHA = Captcha(True, "reCAPTCHA", "checkbox", "Je ne suis pas un robot", (), 0, "")
DOUBT = AxeFinding("color-contrast", ("3.2.1",), "Vérifier", "image", "<p>")


class FakeInspector:
    """Sees the same on every page, and remembers what was asked."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.asked: list[Any] = []

    def axe(self, width: int) -> AxeReport:
        """Doubt."""
        self.asked.append(width)
        return AxeReport(width, (), (DOUBT,))

    def contrast(self) -> AxeReport:
        """Find nothing."""
        return AxeReport(1280, (), ())

    def walk(self) -> Walk:
        """Meet nothing."""
        self.asked.append("walk")
        return WALK

    def layout(self, strain: Strain) -> Layout:
        """Fold a menu."""
        self.asked.append(strain)
        return Layout(strain, 320, 320, (), (Loss("Menu", "manque", certain=False),))

    def captcha(self) -> Captcha:
        """See a box."""
        return CAPTCHA

    def voiced(self) -> tuple[()]:
        """Hear nothing."""
        return ()

    def send_by_keyboard(self, answers: Mapping[str, str], button: str) -> Page:
        """Answer with another page."""
        self.asked.append((dict(answers), button))
        return Page("https://portail.test/suite", 200, (), b"<h1>Suite</h1>")


@pytest.fixture
def camille(world: World) -> Affiliate:
    """Somebody in front of a page that is not drawn."""
    somebody = world.introduce("Camille", dossier="0012345")
    somebody.visit("https://portail.test/")
    return somebody


@pytest.fixture
def inspector(camille: Affiliate, monkeypatch: pytest.MonkeyPatch) -> FakeInspector:
    """Have her page drawn."""
    fake = FakeInspector()
    monkeypatch.setattr(camille.browser, "inspector", lambda: fake)
    return fake


@pytest.mark.parametrize(
    "task",
    [
        keyboard.walk_page,
        keyboard.reach_captcha,
        keyboard.solve_captcha,
        keyboard.listen_to_page,
        pytest.param(
            lambda her: close_look.run_axe(her, Itinerary.LOG_IN), id="run_axe"
        ),
        pytest.param(
            lambda her: close_look.walk_by_keyboard(her, Itinerary.LOG_IN),
            id="walk_by_keyboard",
        ),
        pytest.param(lambda her: close_look.strain(her, Itinerary.LOG_IN), id="strain"),
    ],
)
def test_without_a_drawing_browser_it_is_not_observable(
    camille: Affiliate, task: Callable[[Affiliate], None]
) -> None:
    """Never green, and nothing is kept that a check could take for an inspection."""
    with pytest.raises(NotObservable, match="rien n'est dessiné"):
        task(camille)
    assert camille.inspections == ()


def test_what_the_keyboard_met_is_kept(
    camille: Affiliate, inspector: FakeInspector
) -> None:
    """The walk, or the CAPTCHA, with the page."""
    keyboard.walk_page(camille)
    assert [WALK] == [each.walk for each in camille.inspections]

    keyboard.reach_captcha(camille)
    assert [CAPTCHA] == [each.captcha for each in camille.inspections]
    assert inspector.asked == ["walk"]


def test_the_demand_is_sent_with_her_own_data(
    camille: Affiliate, inspector: FakeInspector
) -> None:
    """Where it leads is then in front of her."""
    keyboard.solve_captcha(camille)

    answers = {"Vous êtes un": "Affilié", "Numéro de dossier": "0012345"}
    assert inspector.asked == [(answers, "Réinitialiser le mot de passe")]
    assert camille.page.headings == ("Suite",)


@pytest.fixture
def short_way(
    monkeypatch: pytest.MonkeyPatch,
    target: Any,
    camille: Affiliate,  # who opens her first page beforehand
) -> None:
    """Make the way of the log-in four pages, two of them alike, one FranceConnect's."""
    texts = ("avant", "un", "deux", "deux")
    target.answers[:] = [
        Page("https://portail.test/", 200, (), f"<h1>{text}</h1>".encode())
        for text in (*texts, "fin")
    ]

    assert camille.page

    def walk(affiliate: Affiliate) -> None:
        for _ in texts[1:]:
            affiliate.visit("https://portail.test/")
        base = affiliate.world.surroundings.france_connect_server.base_url
        target.answers[:] = [Page(f"{base}/authorize", 200, (), b"<h1>ailleurs</h1>")]
        affiliate.visit(base)

    way = Way(walk, lambda affiliate: affiliate.visit("https://portail.test/"))
    monkeypatch.setattr(
        close_look, "ITINERARIES", {**ITINERARIES, Itinerary.LOG_IN: way}
    )


@pytest.mark.usefixtures("short_way")
def test_every_page_of_a_part_is_looked_at_once(
    camille: Affiliate, inspector: FakeInspector
) -> None:
    """Not what leads there, not twice the same, not FranceConnect's own."""
    close_look.run_axe(camille, Itinerary.LOG_IN)

    assert [("un",), ("deux",)] == [each.page.headings for each in camille.inspections]
    assert inspector.asked == [1280, 390, 1280, 390]
    assert camille.on_page is None


@pytest.mark.usefixtures("short_way", "inspector")
def test_what_axe_doubts_is_noted_for_a_human(camille: Affiliate) -> None:
    """With the criterion, once for both widths."""
    close_look.run_axe(camille, Itinerary.LOG_IN)

    notes = camille.world.evidence.notes
    assert len(notes) == 2
    assert notes[0].startswith("À vérifier par un humain : page «  », RGAA 3.2 : ")


@pytest.mark.usefixtures("short_way")
def test_every_strain_is_put_on_and_doubts_are_noted(
    camille: Affiliate, inspector: FakeInspector
) -> None:
    """What may be meant is noted."""
    close_look.strain(camille, Itinerary.LOG_IN)

    assert inspector.asked == [*Strain, *Strain]
    assert "« Menu » manque" in camille.world.evidence.notes[0]


@pytest.mark.usefixtures("short_way")
def test_a_walk_is_kept_for_every_page(
    camille: Affiliate, inspector: FakeInspector
) -> None:
    """Each page with its own."""
    close_look.walk_by_keyboard(camille, Itinerary.LOG_IN)

    assert [WALK, WALK] == [each.walk for each in camille.inspections]
    assert inspector.asked == ["walk", "walk"]


def test_every_part_has_its_way() -> None:
    """No part that features may name is forgotten."""
    assert set(ITINERARIES) == set(Itinerary)
