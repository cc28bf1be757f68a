"""A double, its server, and a portal that asks it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from simulator.clock import BenchClock
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> BenchClock:
    """A clock that stands at noon."""
    clock = BenchClock()
    clock.move_to(NOON)
    return clock


@pytest.fixture
def double(clock: BenchClock) -> RecaptchaDouble:
    """A double that takes any secret."""
    return RecaptchaDouble(clock)


@pytest.fixture
def server(double: RecaptchaDouble) -> Iterator[RecaptchaServer]:
    """The double, listening."""
    with RecaptchaServer(double) as server:
        yield server


@pytest.fixture
def browser(server: RecaptchaServer) -> Iterator[httpx.Client]:
    """A client of the server, which keeps its connection."""
    with httpx.Client(base_url=server.url, timeout=5, trust_env=False) as client:
        yield client
