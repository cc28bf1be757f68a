"""An office on each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.portal.store.schema import metadata


@pytest.fixture(params=["memory", "file", "postgresql"])
def busy(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    open_office: Callable[[str], Any],
) -> Iterator[Any]:
    """An office whose store serves several hands, where Camille has an account."""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql")
    else:
        url = f"sqlite:///{tmp_path / 'portail.db'}"
    office = open_office("sqlite://" if request.param == "memory" else url)
    office.enrol()
    yield office
    metadata.drop_all(office.parts.store)
