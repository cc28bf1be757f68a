"""The order of the keys: what goes back, and what only seems to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checks import focus
from harness.checks.failure import CheckFailed
from harness.drawing import Actor, FocusStop, Inspected, Rect, Walk
from harness.pages import Page

PAGE = Page("https://portail.test/", 200, (), b"<title>Essai</title>")


def stop(
    rank: int, left: float, top: float, *, pinned: bool = False, contrast: float = 9.0
) -> FocusStop:
    """Return a stop 100 px wide and 20 px high."""
    place = Rect(left, top, 100, 20)
    name = f"n{rank}"
    return FocusStop(
        name, "button", name, "<b>", place, rank, pinned=pinned, contrast=contrast
    )


def walked(*stops: FocusStop, unreached: tuple[Actor, ...] = ()) -> list[Inspected]:
    """Return a walk there and back through *stops*."""
    return [Inspected(PAGE, walk=Walk(stops, True, stops[::-1], True, unreached))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (stop(1, 0, 100), stop(2, 0, 0)),  # above, in the same column
        (stop(1, 50, 100), stop(2, 0, 0)),  # above, partly beside
        (stop(2, 0, 100), stop(1, 300, 0)),  # above and beside, against the source
        (stop(2, 300, 0), stop(1, 0, 0)),  # to the left, against the source
    ],
)
def test_what_goes_back_is_told(before: FocusStop, after: FocusStop) -> None:
    """RGAA 12.8, with both elements."""
    with pytest.raises(CheckFailed, match=f"RGAA 12.8 : .*{before.name}.*{after.name}"):
        focus.every_control_is_reached(walked(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (stop(1, 0, 0), stop(2, 0, 30)),
        (stop(1, 0, 0), stop(2, 200, 0)),
        (stop(1, 0, 100), stop(2, 300, 0)),  # a second column
        (stop(1, 300, 0), stop(2, 0, 0)),  # drawn right to left, as the source says
        (stop(1, 0, 100), stop(2, 0, 0, pinned=True)),
        (stop(1, 0, 100, pinned=True), stop(2, 0, 0)),
    ],
)
def test_what_only_seems_to_go_back_passes(before: FocusStop, after: FocusStop) -> None:
    """Columns, and what does not scroll."""
    focus.every_control_is_reached(walked(before, after))


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_reading_downwards_is_never_a_fault(tops: list[int]) -> None:
    """Whatever the distances."""
    stops = [stop(rank, 0, 20 * rank + sum(tops[:rank])) for rank in range(len(tops))]

    focus.every_control_is_reached(walked(*stops))


def test_behind_a_trap_the_trap_is_the_fault() -> None:
    """What was not reached because of it is not told beside it."""
    walk = Walk((stop(1, 0, 0),), False, (), False, (Actor("Agir", "<div>"),))
    trapped = [Inspected(PAGE, walk=walk)]

    focus.every_control_is_reached(trapped)
    with pytest.raises(CheckFailed, match=r"RGAA 12\.9 : .*prise au piège à « n1 »"):
        focus.focus_gets_out(trapped)


def test_the_way_back_meets_the_same() -> None:
    """Shift+Tab that leaps over an element is told."""
    one, two = stop(1, 0, 0), stop(2, 0, 30)
    walk = Walk((one, two), True, (two,), True, ())

    with pytest.raises(CheckFailed, match=r"RGAA 12.8 : .*Maj\+Tab .*« n1 »"):
        focus.focus_gets_out([Inspected(PAGE, walk=walk)])


@pytest.mark.parametrize(("contrast", "seen"), [(2.99, False), (3.0, True)])
def test_focus_is_visible_from_3_to_1_on(contrast: float, *, seen: bool) -> None:
    """The limit belongs to what suffices."""
    walk = walked(stop(1, 0, 0, contrast=contrast))

    if seen:
        focus.focus_is_visible(walk)
    else:
        with pytest.raises(CheckFailed, match=r"RGAA 10\.7 : .*contraste de 2\.99"):
            focus.focus_is_visible(walk)
