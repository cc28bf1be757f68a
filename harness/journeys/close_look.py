"""Looking closely at every page of a part of the portal, its refusals included.

What axe-core cannot judge is noted for a human; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from harness.drawing import AxeFinding, Inspected, Inspector, Strain
from harness.journeys.affiliate import Affiliate
from harness.journeys.itineraries import ITINERARIES, Itinerary

DESKTOP_PX, PHONE_PX = 1280, 390
TO_A_HUMAN = "À vérifier par un humain"
"""How what decides nothing is told apart among the notes."""

Look = Callable[[Affiliate, Inspector], Inspected]


def run_axe(affiliate: Affiliate, itinerary: Itinerary) -> None:
    """Have axe-core judge every page of *itinerary*, in a wide and a narrow window.

    Raises:
        NotObservable: this browser draws nothing.
    """
    _look_closely(affiliate, itinerary, _by_axe)


def walk_by_keyboard(affiliate: Affiliate, itinerary: Itinerary) -> None:
    """Walk every page of *itinerary* with Tab, there and back.

    Raises:
        NotObservable: this browser draws nothing.
    """
    _look_closely(affiliate, itinerary, _by_keyboard)


def strain(affiliate: Affiliate, itinerary: Itinerary) -> None:
    """Zoom every page of *itinerary*, narrow its window, space its texts out.

    Raises:
        NotObservable: this browser draws nothing.
    """
    _look_closely(affiliate, itinerary, _under_strain)


def _look_closely(affiliate: Affiliate, itinerary: Itinerary, look: Look) -> None:
    """Look at every page of *itinerary* that comes in front of her, at each once."""
    world = affiliate.world
    neighbour = world.surroundings.france_connect_server.base_url
    seen: dict[tuple[str, str], Inspected] = {}

    def inspect() -> None:
        page = affiliate.page
        if (page.title, page.text) in seen or page.url.startswith(neighbour):
            return
        inspector = affiliate.browser.inspector()
        seen[page.title, page.text] = look(affiliate, inspector)

    affiliate.browser.inspector()  # says at once if there is none
    way = ITINERARIES[itinerary]
    way.prepare(affiliate)
    affiliate.on_page = inspect
    try:
        way.walk(affiliate)
    finally:
        affiliate.on_page = None
        affiliate.inspections = tuple(seen.values())


def _by_axe(affiliate: Affiliate, inspector: Inspector) -> Inspected:
    reports = tuple(inspector.axe(width) for width in (DESKTOP_PX, PHONE_PX))
    contrast = inspector.contrast()
    doubts = [doubt for report in (*reports, contrast) for doubt in report.doubts]
    strangers = [
        finding for report in reports for finding in report.findings if finding.foreign
    ]
    for said in dict.fromkeys(map(_said, (*doubts, *strangers))):
        affiliate.world.note(f"{TO_A_HUMAN} : page « {affiliate.page.title} », {said}")
    return Inspected(affiliate.page, axe=reports, contrast=contrast)


def _by_keyboard(affiliate: Affiliate, inspector: Inspector) -> Inspected:
    return Inspected(affiliate.page, voiced=inspector.voiced(), walk=inspector.walk())


def _under_strain(affiliate: Affiliate, inspector: Inspector) -> Inspected:
    layouts = tuple(inspector.layout(each) for each in Strain)
    for layout in layouts:
        for loss in layout.losses:
            if not loss.certain:
                affiliate.world.note(
                    f"{TO_A_HUMAN} : page « {affiliate.page.title} » "
                    f"{layout.strain.value}, « {loss.text} » {loss.how}"
                )
    return Inspected(affiliate.page, layouts=layouts)


def _said(finding: AxeFinding) -> str:
    where = f", cadre « {finding.frame} »" if finding.frame else ""
    return (
        f"RGAA {finding.criteria or 'sans numéro'}{where} : {finding.message} "
        f"({finding.why}) : {finding.element}"
    )
