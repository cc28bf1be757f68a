"""What only a drawn page shows: faults are told one by one, and never green unseen.

The measures themselves are tried in tests/harness/targets/inspection, in a browser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from harness.checks import drawing, focus
from harness.checks.failure import CheckFailed
from harness.drawing import (
    AxeFinding,
    AxeReport,
    Inspected,
    Layout,
    Loss,
    Overflow,
    State,
    Strain,
)
from harness.errors import NotObservable
from harness.pages import Page

PAGE = Page("https://portail.test/", 200, (), b"<title>Essai</title>")
FINDING = AxeFinding(
    "label", ("11.1.1", "11.1.3"), "Une étiquette manque", "rien", "<input>"
)
NARROW = Layout(Strain.NARROW, 320, 320, (), ())


@pytest.mark.parametrize(
    "check",
    [
        drawing.axe_finds_nothing,
        drawing.contrast_suffices,
        pytest.param(
            lambda seen: drawing.reads_under(seen, Strain.ZOOM), id="reads_under"
        ),
        focus.every_control_is_reached,
        focus.focus_gets_out,
        focus.focus_is_visible,
        pytest.param(
            lambda seen: focus.error_is_tied(seen, "Dossier"), id="error_is_tied"
        ),
        focus.captcha_is_named,
        focus.captcha_has_alternative,
    ],
)
@pytest.mark.parametrize("seen", [(), (Inspected(PAGE, layouts=(NARROW,)),)])
def test_a_page_that_was_not_looked_at_is_never_green(
    seen: tuple[Inspected, ...], check: Callable[[tuple[Inspected, ...]], None]
) -> None:
    """No page, or a page that was looked at for something else."""
    with pytest.raises(NotObservable, match="aucune page n'a été"):
        check(seen)


def test_a_finding_of_axe_names_criterion_page_width_and_element() -> None:
    """The tests of one criterion are told once."""
    with pytest.raises(CheckFailed) as told:
        drawing.axe_finds_nothing(
            [Inspected(PAGE, axe=(AxeReport(390, (FINDING,), ()),))]
        )

    assert str(told.value) == (
        "« Essai » à 390 px : RGAA 11.1 : Une étiquette manque. rien : <input>"
    )


def test_doubts_and_frames_of_other_sites_are_no_faults() -> None:
    """They are noted for a human."""
    foreign = replace(FINDING, frame="Ailleurs", foreign=True)
    report = AxeReport(1280, (foreign,), (FINDING,))

    drawing.axe_finds_nothing([Inspected(PAGE, axe=(report,))])


def test_many_findings_are_counted_in_the_end() -> None:
    """The first twelve are told, and how many more there are."""
    findings = tuple(replace(FINDING, element=f"<input {n}>") for n in range(15))

    with pytest.raises(CheckFailed) as told:
        drawing.axe_finds_nothing(
            [Inspected(PAGE, axe=(AxeReport(390, findings, ()),))]
        )
    assert str(told.value).splitlines()[12:] == ["et 3 autres constats"]


def test_contrast_tells_the_state_and_nothing_else_that_axe_found() -> None:
    """A missing label is another check's."""
    pale = AxeFinding(
        "color-contrast", ("3.2.1",), "Pâle", "1.2", "<a>", state=State.HOVERED
    )
    seen = [Inspected(PAGE, contrast=AxeReport(1280, (FINDING,), ()))]
    drawing.contrast_suffices(seen)

    seen = [Inspected(PAGE, contrast=AxeReport(1280, (FINDING, pale), ()))]
    with pytest.raises(CheckFailed) as told:
        drawing.contrast_suffices(seen)
    assert str(told.value) == (
        "« Essai » : RGAA 3.2 : Pâle au survol de la souris. 1.2 : <a>"
    )


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        (
            replace(NARROW, losses=(Loss("Bonjour", "coupé"),)),
            "RGAA 10.11 : « Essai » dans une fenêtre de 320 px, « Bonjour » coupé",
        ),
        (
            replace(NARROW, content=400, overflows=(Overflow("<p>", 400, False),)),
            "RGAA 10.11 : .*la page a 400 px de large : .* 400 px : <p>",
        ),
    ],
)
def test_what_a_strain_costs_is_told(layout: Layout, words: str) -> None:
    """A text, or what sticks out."""
    with pytest.raises(CheckFailed, match=words):
        drawing.reads_under([Inspected(PAGE, layouts=(layout,))], Strain.NARROW)


@pytest.mark.parametrize(
    "layout",
    [
        NARROW,
        replace(NARROW, losses=(Loss("Menu", "n'est plus affiché", certain=False),)),
        replace(NARROW, content=400, overflows=(Overflow("<img>", 400, True),)),
    ],
)
def test_what_a_strain_may_cost_is_no_fault(layout: Layout) -> None:
    """A menu that folds, an image that needs two dimensions."""
    drawing.reads_under([Inspected(PAGE, layouts=(layout,))], Strain.NARROW)


def test_a_page_may_scroll_sideways_when_zoomed() -> None:
    """RGAA 10.4 asks that nothing be lost, and no more."""
    layout = Layout(Strain.ZOOM, 640, 700, (Overflow("<p>", 700, False),), ())

    drawing.reads_under([Inspected(PAGE, layouts=(layout,))], Strain.ZOOM)
