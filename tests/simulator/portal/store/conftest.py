"""One contract, three engines: every test of the store runs on each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.portal.store.database import IN_MEMORY, open_store
from simulator.portal.store.schema import metadata


@pytest.fixture(params=["memory", "file", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the store is: in memory, in a file, or in a real PostgreSQL."""
    if request.param == "memory":
        return IN_MEMORY
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'portail.db'}"
    return str(request.getfixturevalue("postgresql"))


@pytest.fixture
def store(url: str) -> Iterator[Engine]:
    """An empty store, just opened; emptied and closed at the end."""
    engine = open_store(url)
    yield engine
    metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def at_once(store: Engine) -> Callable[..., list[Any]]:
    """Do the same thing in several threads, each in a transaction of its own."""

    def at_once(
        action: Callable[..., Any], *arguments: Any, hands: int = 8
    ) -> list[Any]:
        ready = threading.Barrier(hands)
        results: list[Any] = []

        def work() -> None:
            ready.wait(timeout=10)
            try:
                with store.begin() as connection:
                    result = action(connection, *arguments)
            except Exception as error:  # noqa: BLE001 - the test will say
                result = error
            results.append(result)

        threads = [threading.Thread(target=work) for _ in range(hands)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
        return results

    return at_once
