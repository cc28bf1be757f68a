"""What Locust runs, in processes of its own: Locust has patched them when this loads.

``SESAME_LOAD`` is the address of the owner's desk; all else is in the plan found there.
"""

from __future__ import annotations

import logging
import os
import signal
from typing import Any

import gevent
from locust import LoadTestShape, User, events, runners, task
from locust.env import Environment
from locust.runners import MasterRunner, WorkerRunner

from harness.runs.load.crew import Crew, Watching
from harness.runs.load.desk_client import DeskClient, DeskGone
from harness.runs.load.figures import LEG, figures_of
from harness.runs.load.measured import PageTime
from harness.runs.load.slices import NoSuchSlice
from harness.runs.load.stages import FASTEST, planned
from harness.runs.load.walking import RunOver

DESK = "SESAME_LOAD"
_address = os.environ[DESK]
_LOOK_S = 1.0
"""How often a process asks whether the owner still wants the run (real seconds)."""
_REST_S = 0.25
_REPORTS_S = 0.5
"""How often workers tell Locust's master their figures (real seconds)."""
runners.WORKER_REPORT_INTERVAL = _REPORTS_S
_ENDING = frozenset({"stopping", "cleanup", "stopped"})
_events: Any = events
"""Locust's own, whose decorators have no types."""
_log = logging.getLogger(__name__)

_reader = DeskClient(_address)
PLAN = _reader.plan()
_reader.close()  # forked processes share no connection


class Failed(Exception):  # noqa: N818 - Locust prints its name
    """What Locust counts as a failure."""


class Stages(LoadTestShape):
    """How many people are at it."""

    _home_s: float | None = None
    ended_early = False

    def tick(self) -> tuple[int, float] | None:
        """Return how many there shall be now, and how fast they come.

        Once the last stage is over, everybody goes home; then Locust's master waits
        until its workers have told their last figures, as it would not by itself.
        """
        run_time: float = self.get_run_time()  # type: ignore[no-untyped-call] # Locust's
        now = planned(PLAN.stages, run_time)
        if now is not None and not self.ended_early:
            return now
        if self.get_current_user_count():  # type: ignore[no-untyped-call] # Locust's
            self._home_s = None
        elif self._home_s is None:
            self._home_s = run_time
        elif run_time > self._home_s + 2 * _REPORTS_S:
            return None
        return 0, FASTEST


class Visitor(User):
    """Whoever's turn it is, one after the other."""

    @task
    def walk(self) -> None:
        """Have the next person of this worker's slice walk the procedure."""
        try:
            _crew(self.environment).walk_one(
                Watching(self._rest, self._page, self._leg)
            )
        except RunOver:
            return
        except (DeskGone, NoSuchSlice) as wrong:
            _log.error("%s", wrong)
            _quit(self.environment)

    def _rest(self, seconds: float) -> None:
        """Wait, and go home once the run ends."""
        while True:
            runner = self.environment.runner
            if self._state == "stopping" or runner is None or runner.state in _ENDING:
                raise RunOver
            if seconds <= 0:
                return
            gevent.sleep(min(seconds, _REST_S))
            seconds -= _REST_S

    def _page(self, page: PageTime) -> None:
        self._fire(page.method, page.path, page.seconds, page.size, page.error)

    def _leg(self, leg: Any, seconds: float, wrong: str) -> None:
        self._fire(LEG, leg.id, seconds, 0, wrong)

    def _fire(
        self, method: str, name: str, seconds: float, size: int, wrong: str
    ) -> None:
        self.environment.events.request.fire(
            request_type=method,
            name=name,
            response_time=seconds * 1000,
            response_length=size,
            exception=Failed(wrong) if wrong else None,
            context={},
        )


_crews: dict[int, Crew] = {}
"""This process's people, by the index of its worker: one at most."""


def _crew(environment: Environment) -> Crew:
    """Return this process's people; Locust knows which worker it is by now."""
    runner: Any = environment.runner
    index: int = runner.worker_index
    if index not in _crews:
        _crews[index] = Crew(PLAN, DeskClient(_address), index)
    return _crews[index]


def _quit(environment: Environment) -> None:
    """End this process's part of the run."""
    if environment.runner is not None:
        environment.runner.quit()


def _awaits_workers(environment: Environment) -> bool:
    """Tell whether nothing has begun: this is a master, and its workers are not in."""
    runner = environment.runner
    return isinstance(runner, MasterRunner) and runner.state == "ready"


def _watch_owner(environment: Environment, **_: Any) -> None:
    """Send everybody home when the owner says so; stop when she is gone.

    Nobody would see what comes of the load then.
    """

    def watch() -> None:
        desk = DeskClient(_address)
        while True:
            gevent.sleep(_LOOK_S)
            try:
                Stages.ended_early = desk.is_over()
                if Stages.ended_early and _awaits_workers(environment):
                    # Locust waits for them in a loop that quitting does not end.
                    os.kill(os.getpid(), signal.SIGTERM)
                    return
            except DeskGone:
                _quit(environment)
                return

    gevent.spawn(watch)


def _tell_figures(environment: Environment, **_: Any) -> None:
    """Tell the owner Locust's own figures, from the one process that has them all."""
    runner = environment.runner
    if isinstance(runner, WorkerRunner):
        return
    desk = DeskClient(_address)
    try:
        desk.tell_statistics(figures_of(environment.stats))
    except DeskGone as gone:
        _log.error("%s", gone)


_events.init.add_listener(_watch_owner)
_events.quitting.add_listener(_tell_figures)
