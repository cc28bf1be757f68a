"""The thread that looks for mails that are due."""

from __future__ import annotations

import logging
import threading

import pytest

from simulator.served import outbox_runner
from simulator.served.outbox_runner import OutboxRunner


def test_it_looks_again_at_once_when_it_is_woken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever moves the clock does not wait for the next second."""
    monkeypatch.setattr(outbox_runner, "_EVERY_S", 60.0)
    looked = threading.Semaphore(0)
    runner = OutboxRunner(looked.release)
    runner.start()
    assert looked.acquire(timeout=10)
    runner.wake()
    assert looked.acquire(timeout=10)
    runner.stop()


def test_a_failure_is_said_once_and_tried_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that is away for a while ends nothing."""
    monkeypatch.setattr(outbox_runner, "_EVERY_S", 0.001)
    tried, enough = list[int](), threading.Event()

    def fail() -> None:
        tried.append(1)
        if len(tried) > 3:
            enough.set()
        raise OSError("away")

    runner = OutboxRunner(fail)
    with caplog.at_level(logging.WARNING):
        runner.start()
        assert enough.wait(10)
        runner.stop()
    assert [record.getMessage() for record in caplog.records] == [
        "The mails that are due cannot be handed over: OSError: away"
    ]
