"""The portal's own secrets: drawn once per store, whoever asks."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from simulator.portal.store.database import open_store
from simulator.portal.store.secrets import secret


def test_a_secret_is_drawn_the_first_time(store: Engine) -> None:
    """And kept, each under its name; every byte of it comes back."""
    drawn = bytes(range(0, 256, 8))
    assert drawn == secret(store, "tokens", lambda: drawn)
    assert drawn == secret(store, "tokens", pytest.fail)

    assert bytes(32) == secret(store, "cookies", lambda: bytes(32))


@pytest.mark.parametrize("url", ["file", "postgresql"], indirect=True)
def test_another_server_on_the_same_store_has_the_same(url: str, store: Engine) -> None:
    """A link signed by one is read by the other."""
    drawn = secret(store, "tokens", lambda: secrets.token_bytes(32))
    other = open_store(url)
    found = secret(other, "tokens", lambda: secrets.token_bytes(32))
    other.dispose()

    assert drawn == found


def test_servers_that_start_at_once_agree(store: Engine) -> None:
    """Whoever comes second takes the first one's secret."""
    together = threading.Barrier(3)

    def draw() -> bytes:
        # Nobody has kept anything yet when all have looked.
        together.wait(timeout=5)
        return secrets.token_bytes(32)

    with ThreadPoolExecutor(3) as servers:
        found = list(servers.map(lambda _: secret(store, "tokens", draw), range(3)))

    assert [secret(store, "tokens", bytes)] * 3 == found
