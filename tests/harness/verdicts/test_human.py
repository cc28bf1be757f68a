"""What stays for a human to judge is a list that holds together."""

from __future__ import annotations

import re
from pathlib import Path

from harness.verdicts.human import human_checks

PAGE = Path(__file__).parents[3] / "docs" / "accessibilite.md"


def test_the_list_is_in_the_order_of_the_rgaa() -> None:
    """Each criterion once, by theme and number, as a question."""
    numbers = [tuple(map(int, one.criterion.split("."))) for one in human_checks()]

    assert sorted(set(numbers)) == numbers
    assert all(1 <= theme <= 13 for theme, _ in numbers)
    assert all(one.question.endswith("?") for one in human_checks())


def test_the_page_tells_the_whole_list() -> None:
    """docs/accessibilite.md asks the same questions."""
    page = PAGE.read_text("utf-8")
    told = re.findall(r"^- \*\*([\d.]+)\*\* : (.+? \?)", page, re.MULTILINE)

    assert [(one.criterion, one.question) for one in human_checks()] == told
