"""A load run, as its owner lives it: open, start Locust, wait, look over all."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from harness.errors import HarnessError
from harness.extras import require_extra
from harness.journeys.settling import Settling
from harness.runs.load import engine
from harness.runs.load.audit import audit, count_mails, overlaps, slip_of
from harness.runs.load.desk import Desk
from harness.runs.load.figures import read_figures
from harness.runs.load.ledger import Ledger
from harness.runs.load.opening import UnderLoad, opened, require_possible
from harness.runs.load.outcome import LoadOutcome
from harness.runs.load.plan import LoadPlan
from harness.runs.load.settings import LoadSettings
from harness.runs.load.stages import total_s
from harness.target import Capability
from simulator.clock import real_now

_LOOK_S = 0.25
_JOINS_WITHIN_S = 600.0
_STARTS_WITHIN_S = 60.0
_INTERRUPTED = "interrompu (Ctrl-C)"

Progress = Callable[[float, Ledger], None]
"""Hears of the run as it goes: how long it has lasted (seconds), and what is known."""
Tell = Callable[[str], None]
"""Hears a sentence for whoever watches the run."""


def run_load(
    settings: LoadSettings,
    progress: Progress = lambda _seconds, _ledger: None,
    tell: Tell = lambda _sentence: None,
) -> LoadOutcome:
    """Put a portal under load, and say what came of it.

    Args:
        settings: what was asked for.
        progress: hears of the run as it goes.
        tell: hears what whoever watches must know meanwhile.

    Raises:
        ConfigurationError: the run is not possible, or not allowed.
        Unreachable: nothing answers at the portal.
        HarnessError: Locust broke down.
    """
    require_extra("load", "locust", needed_by="sesame load")
    file = require_possible(settings)
    with opened(settings, file) as portal:
        return _run(settings, portal, progress, tell)


def join(address: str) -> int:
    """Walk for a run that somebody owns, as one of its workers; return the exit code.

    Raises:
        Unreachable: there is no desk at *address*.
    """
    from harness.runs.load.desk_client import (  # noqa: PLC0415 - workers only
        DeskClient,
    )

    require_extra("load", "locust", needed_by="sesame load")
    desk = DeskClient(address)
    plan = desk.plan()
    desk.close()
    with tempfile.TemporaryDirectory() as folder:
        worker = engine.Engine(address, engine.joining(plan.master_port), Path(folder))
        try:
            code = worker.wait(None) or 0
        except KeyboardInterrupt:
            worker.stop()
            code = 0
        if code:
            raise HarnessError(f"Locust ended with {code}:\n{worker.words}")
    return code


def _run(
    settings: LoadSettings,
    portal: UnderLoad,
    progress: Progress,
    tell: Tell,
) -> LoadOutcome:
    around = portal.surroundings
    ledger = Ledger(around.mailbox, around.captcha)
    plan = _plan(settings, portal)
    started_at = real_now()
    with (
        Desk(plan, ledger, settings.desk_port) as desk,
        _collecting(portal),
        tempfile.TemporaryDirectory() as folder,
    ):
        if settings.workers:
            tell(
                f"Waiting for {settings.workers} worker(s). They join with:  "
                f"sesame load --join {desk.address}"
            )
        locust = engine.Engine(desk.address, _options(plan, settings), Path(folder))
        try:
            partial = _wait(locust, settings, ledger, progress, tell)
        finally:  # whatever broke down: the portal has these passwords now
            _remember_passwords(portal, ledger)
        if ledger.statistics is None and not partial:
            partial = f"Locust s'est arrêté sans ses chiffres : {locust.words}"
    duration_s = ledger.elapsed_s()
    return _look_over(settings, portal, ledger, partial, started_at, duration_s)


def _plan(settings: LoadSettings, portal: UnderLoad) -> LoadPlan:
    several = settings.workers or settings.processes > 1
    around = portal.surroundings
    return LoadPlan(
        reach=portal.target.reach,
        crowd=portal.crowd,
        stages=settings.stages,
        slices=settings.slices,
        seed=settings.seed,
        max_rate=settings.max_rate,
        thinking=settings.thinking,
        patience_s=around.patience_s,
        captcha=around.captcha_told,
        master_port=(settings.master_port or engine.free_port()) if several else 0,
    )


def _options(plan: LoadPlan, settings: LoadSettings) -> list[str]:
    if settings.workers:
        return engine.awaiting(settings.workers, plan.master_port)
    if settings.processes > 1:
        return engine.forked(settings.processes, plan.master_port)
    return engine.alone()


def _wait(
    locust: engine.Engine,
    settings: LoadSettings,
    ledger: Ledger,
    progress: Progress,
    tell: Tell,
) -> str:
    """Wait for the end of the run; return why it ended before its time, if it did."""
    allowed_s = total_s(settings.stages) + engine.STOPS_WITHIN_S + _STARTS_WITHIN_S
    if settings.workers:
        allowed_s += _JOINS_WITHIN_S
    ledger.begin()
    try:
        while (code := locust.wait(_LOOK_S)) is None:
            progress(ledger.elapsed_s(), ledger)
            if ledger.elapsed_s() > allowed_s:
                locust.kill()
                return "Locust n'en finissait pas"
    except KeyboardInterrupt:
        _end_early(locust, ledger, tell)
        return _INTERRUPTED
    except BaseException:
        locust.kill()
        raise
    if code:
        raise HarnessError(f"Locust ended with {code}:\n{locust.words}")
    return ""


def _end_early(locust: engine.Engine, ledger: Ledger, tell: Tell) -> None:
    """Have everybody go home as at the end of the run, so that all figures come in."""
    tell("Ending: pages under way come to their end. Ctrl-C again ends at once.")
    ledger.over = True
    try:
        if locust.wait(engine.STOPS_WITHIN_S + 10) is None:
            locust.stop()
    except KeyboardInterrupt:
        locust.kill()


@contextmanager
def _collecting(portal: UnderLoad) -> Iterator[None]:
    """Read somebody else's mailbox all the while, where the bench has none of its own.

    What fails then fails again at the end, and is said there.
    """
    source, over = portal.surroundings.mails, threading.Event()
    if source is None:
        yield
        return
    mails = Settling(portal.surroundings)

    def collect() -> None:
        while not over.wait(_LOOK_S):
            try:
                mails.look()
            except HarnessError:
                continue

    reader = threading.Thread(target=collect, name="load mails", daemon=True)
    reader.start()
    try:
        yield
    finally:
        over.set()
        reader.join()


def _look_over(
    settings: LoadSettings,
    portal: UnderLoad,
    ledger: Ledger,
    partial: str,
    started_at: datetime,
    duration_s: float,
) -> LoadOutcome:
    _let_mails_come(portal)
    received = portal.surroundings.mailbox.all()
    mails = [slip_of(mail) for mail in received if not mail.is_report]
    ended = ledger.ended
    journeys = [one.journey for one in ended]
    twice = overlaps(journeys)
    if twice:
        raise HarnessError(f"Two workers walked the same people: ranks {twice[:5]}.")
    return LoadOutcome(
        settings=settings,
        target=portal.target.name,
        started_at=started_at,
        duration_s=duration_s,
        walkers=portal.crowd.walkers,
        ended=ended,
        figures=read_figures(ledger.statistics),
        faults=audit(mails, journeys, ledger.asked),
        mails=count_mails(mails),
        allowed_by=portal.allowed_by,
        partial=partial,
    )


def _remember_passwords(portal: UnderLoad, ledger: Ledger) -> None:
    """Have the reserved accounts know the passwords that their people chose."""
    if portal.reserved is None:
        return
    for one in ledger.ended:
        if one.journey.changed:
            person = portal.crowd.people[one.journey.rank]
            portal.reserved.proved(person, one.journey.tried)


def _let_mails_come(portal: UnderLoad) -> None:
    """Have the portal hand over what is due, and wait as long as a mail may take."""
    if Capability.OUTBOX in portal.target.capabilities:
        portal.target.bench.run_outbox()
    mails = Settling(portal.surroundings)
    mails.stir()
    mails.settle()
