"""What the keyboard does is not observable yet, and says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.errors import NotObservable
from harness.journeys import keyboard
from harness.journeys.affiliate import Affiliate
from harness.journeys.world import World


@pytest.mark.parametrize(
    "task", [keyboard.walk_page, keyboard.reach_captcha, keyboard.solve_captcha]
)
def test_no_browser_tells_where_the_focus_is(
    world: World, task: Callable[[Affiliate], None]
) -> None:
    """Never green: the reason names the target."""
    with pytest.raises(NotObservable, match="le navigateur de « fake » ne dit pas"):
        task(world.introduce("Camille"))
