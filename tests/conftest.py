"""What holds for all tests: the long files come first."""

from __future__ import annotations

import pytest

_LONG = (
    "tests/simulator/portal/stateful/",
    "tests/simulator/portal/fuzz/",
    "tests/end_to_end/",
    "tests/harness/runs/",
)
"""Where files take minutes: the last one to end must not keep the others waiting."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first, after everything else has been shuffled."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))
