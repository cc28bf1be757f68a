"""What only a drawn page shows: axe's verdict, contrast, the room it takes (B56).

Each check takes the pages that were looked at closely, and names criterion, page,
element and measure. A page that was not looked at is never green.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from harness.checks.failure import require
from harness.drawing import AxeFinding, AxeReport, Inspected, Layout, Strain
from harness.errors import NotObservable
from harness.pages import Page

_SHOWN = 12
"""Findings told one by one; the others are counted."""
_CONTRAST_RULES = frozenset({"color-contrast", "placeholder"})
_CRITERIA = {Strain.ZOOM: "10.4", Strain.NARROW: "10.11", Strain.SPACED: "10.12"}


def axe_finds_nothing(inspections: Iterable[Inspected]) -> None:
    """Axe-core finds no page against a criterion of the RGAA, wide or narrow.

    What a frame of another site holds is not the portal's: it is noted for a human.

    Raises:
        NotObservable: axe judged no page.
    """
    pages = [each for each in inspections if each.axe]
    _require_seen(pages, "axe-core")
    _tell(
        f"{_of(each.page)} à {report.width} px : {_finding(finding)}"
        for each in pages
        for report in each.axe
        for finding in report.findings
        if not finding.foreign
    )


def contrast_suffices(inspections: Iterable[Inspected]) -> None:
    """RGAA 3.2: text on its background, 4.5 to 1, 3 to 1 from 24 px or 18.5 px bold.

    At rest, hovered, focused and pressed; in empty fields too.

    Raises:
        NotObservable: no contrast was measured.
    """
    pages = [(each.page, each.contrast) for each in inspections if each.contrast]
    _require_seen(pages, "le contraste des textes")
    _tell(
        f"{_of(page)} : {_finding(finding)}"
        for page, report in pages
        for finding in _of_contrast(report)
    )


def reads_under(inspections: Iterable[Inspected], strain: Strain) -> None:
    """RGAA 10.4, 10.11, 10.12: nothing is lost under *strain*.

    In a window of 320 px nothing sticks out on the right either, but for what needs two
    dimensions (images, tables).

    Raises:
        NotObservable: no page was drawn under *strain*.
    """
    pages = [
        (each.page, layout)
        for each in inspections
        for layout in each.layouts
        if layout.strain is strain
    ]
    _require_seen(pages, f"la page {strain.value}")
    _tell(said for page, layout in pages for said in _faults(page, layout))


def _of_contrast(report: AxeReport) -> Iterator[AxeFinding]:
    return (each for each in report.findings if each.rule in _CONTRAST_RULES)


def _faults(page: Page, layout: Layout) -> Iterator[str]:
    criterion = f"RGAA {_CRITERIA[layout.strain]} : {_of(page)} {layout.strain.value}"
    for loss in layout.losses:
        if loss.certain:
            yield f"{criterion}, « {loss.text} » {loss.how}"
    if layout.strain is not Strain.NARROW:
        return
    for overflow in layout.overflows:
        if not overflow.needs_two_dimensions:
            yield (
                f"{criterion}, la page a {layout.content} px de large : un élément va "
                f"jusqu'à {overflow.right:.0f} px : {overflow.element}"
            )


def _finding(finding: AxeFinding) -> str:
    state = f" {finding.state.value}" if finding.state.value else ""
    frame = f" (cadre « {finding.frame} »)" if finding.frame else ""
    return (
        f"RGAA {finding.criteria or finding.rule} : {finding.message}{state}{frame}. "
        f"{finding.why} : {finding.element}"
    )


def _of(page: Page) -> str:
    return f"« {page.title} »"


def _require_seen(pages: Sequence[object], what: str) -> None:
    if not pages:
        raise NotObservable(f"{what} : aucune page n'a été regardée de près")


def _tell(faults: Iterable[str]) -> None:
    found = list(dict.fromkeys(faults))
    more = len(found) - _SHOWN
    said = [*found[:_SHOWN], *([f"et {more} autres constats"] if more > 0 else [])]
    require(not found, "\n".join(said))
