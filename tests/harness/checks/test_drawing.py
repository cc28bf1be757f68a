"""What only a drawn page shows is not observable yet, and says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import drawing
from harness.errors import NotObservable
from harness.pages import Page


@pytest.mark.parametrize(
    "check",
    [
        drawing.contrast_suffices,
        drawing.every_control_is_reached,
        drawing.focus_gets_out,
        drawing.focus_is_visible,
        drawing.captcha_is_named,
        drawing.captcha_has_alternative,
    ],
)
def test_a_source_shows_no_drawing(
    page: Callable[..., Page], check: Callable[[Page], None]
) -> None:
    """Never green: the reason tells what would have been looked at."""
    with pytest.raises(NotObservable, match="ne se voit pas dans la source de"):
        check(page("<h1>x</h1>"))
