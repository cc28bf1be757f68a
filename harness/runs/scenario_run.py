"""One run and one scenario of it, as Behave's hooks drive them.

Behave itself is not imported here: its objects are used for what they show (name,
filename, line, tags, steps).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from harness.checks.discipline import mails_are_accounted_for
from harness.checks.failure import CheckFailed
from harness.errors import (
    BenchUnreachable,
    HarnessError,
    NotObservable,
    Unreachable,
)
from harness.gherkin.rules.tags import REAL_TIME
from harness.journeys.world import World
from harness.runs import journal
from harness.runs.bundle import relative_to_bundle
from harness.runs.journal import ScenarioRecord, StepRecord
from harness.runs.open_run import Run
from harness.runs.recorded_evidence import evidence_folder, record
from harness.target import LACKS, Capability, Filming, Target
from harness.targets.opening import answers
from harness.verdicts.verdict import Outcome
from simulator.clock import real_seconds
from simulator.mail.mailbox import MailboxError
from simulator.post.letterbox import LetterboxError

_CAPABILITY_TAGS = {
    "horloge": Capability.CLOCK,
    "navigateur": Capability.BROWSER,
}
_CAPABILITY_PREFIX = "capacite:"


def missing_capabilities(tags: list[str], target: Target) -> list[Capability]:
    """Return what a scenario with these tags needs and *target* lacks."""
    needed = {_CAPABILITY_TAGS[tag] for tag in tags if tag in _CAPABILITY_TAGS}
    needed |= {
        Capability(tag.removeprefix(_CAPABILITY_PREFIX))
        for tag in tags
        if tag.startswith(_CAPABILITY_PREFIX)
    }
    return sorted(needed - target.capabilities)


class ScenarioRun:
    """One scenario under way: its world, its steps, and its record in the end."""

    def __init__(self, run: Run, scenario: Any) -> None:
        self._run = run
        self._scenario = scenario
        self._file = relative_to_bundle(Path(scenario.filename))
        self._steps: list[StepRecord] = []
        self._began = real_seconds()
        self._not_observable: str | None = None
        self._begun = False
        self._broken = ""
        self.world = World(
            run.target,
            run.surroundings,
            seed=run.settings.seed,
            scenario=f"{self._file}:{scenario.line}",
            real_time=REAL_TIME in scenario.effective_tags,
            text="\n".join(step.name for step in scenario.all_steps),
        )

    def begin(self) -> bool:
        """Begin the scenario; False if the target lacks what it needs."""
        lacking = missing_capabilities(
            list(self._scenario.effective_tags), self._run.target
        )
        if self._run.gone:
            return False
        if lacking:
            self._not_observable = " ; ".join(LACKS[lack] for lack in lacking)
            return False
        try:
            self.world.begin()
        except Unreachable as silent:
            self.world.end()
            self._run.gone.append(str(silent))
            return False
        except BaseException as wrong:
            self._broken = f"{type(wrong).__name__}: {wrong}"
            self.world.end()
            raise
        self._begun = True
        return True

    def after_step(self, step: Any) -> None:
        """Keep how a step went, with what was seen during it."""
        status, error = _outcome(step)
        if isinstance(step.exception, NotObservable):
            self._not_observable = str(step.exception)
        if isinstance(step.exception, Unreachable):
            self._look_for_portal(step.exception)
        kept = record(self.world.evidence.collect(), self._folder(), len(self._steps))
        raised = type(step.exception).__name__ if step.exception else ""
        self._steps.append(
            StepRecord(
                step.keyword, step.name, step.line, status, error, tuple(kept), raised
            )
        )

    def end(self) -> None:
        """End the scenario and write its record.

        Raises:
            CheckFailed: a stray mail, or a reset mail that nobody looked at.
        """
        if self._run.gone and not self._begun:
            self._write(Outcome.NOT_RUN, self._run.gone[0])
            return
        if self._not_observable is not None and not self._steps:
            self._write(Outcome.NOT_OBSERVABLE, self._not_observable)
            return
        if not self._begun:
            self._write(
                Outcome.ERROR, f"Le scénario n'a pas pu commencer. {self._broken}"
            )
            return
        undisciplined = None
        status, error = self._summary()
        try:
            if status is Outcome.PASSED:
                undisciplined = self._discipline()
            if undisciplined is not None:
                status, error = Outcome.FAILED, undisciplined
            self._keep_film(status)
        except Unreachable as silent:
            self._look_for_portal(silent)
            status, error = self._summary()
        finally:
            self.world.end()
        self._write(status, error)
        if undisciplined is not None:
            raise CheckFailed(undisciplined)

    def _keep_film(self, status: Outcome) -> None:
        folder, target = self._folder(), self._run.target
        wrong = status not in {Outcome.PASSED, Outcome.NOT_OBSERVABLE}
        if wrong and folder is not None and isinstance(target, Filming):
            target.keep_film(folder)

    def _discipline(self) -> str | None:
        if not self.world.surroundings.sees_mails:
            return None
        concerned = [
            somebody.person.email
            for somebody in self.world.people
            if somebody.concerned and somebody.person.email
        ]
        former = {
            number
            for somebody in self.world.people
            for number in somebody.former_mails
            if somebody.concerned
        }
        try:
            mails_are_accounted_for(self.world.mailbox, concerned, former)
        except CheckFailed as failed:
            return str(failed)
        server = self.world.surroundings.mail_server
        errors = [] if server is None else server.errors
        return f"Le serveur de mail du banc a échoué : {errors}" if errors else None

    def _look_for_portal(self, silent: Unreachable) -> None:
        """Tell a portal that is gone from one that broke off over one request."""
        if isinstance(silent, BenchUnreachable) or not answers(self._run.target):
            self._run.gone.append(str(silent))

    def _summary(self) -> tuple[Outcome, str | None]:
        if self._run.gone:
            return Outcome.NOT_RUN, self._run.gone[0]
        if self._not_observable is not None:
            return Outcome.NOT_OBSERVABLE, self._not_observable
        for step in self._scenario.all_steps:
            if step.status.name == "undefined":
                return Outcome.UNDEFINED, f"{step.line}: {step.keyword} {step.name}"
        for kept in self._steps:
            if kept.status is not Outcome.PASSED:
                return kept.status, f"{kept.keyword} {kept.text}\n{kept.error}"
        return self._complete()

    def _complete(self) -> tuple[Outcome, str | None]:
        """Return PASSED only if every step was run, passed and was recorded."""
        steps = list(self._scenario.all_steps)
        for step in steps:
            if step.status.name != "passed":
                return Outcome.ERROR, f"Étape {step.status.name} : {step.name}"
        if not steps or len(self._steps) != len(steps):
            done = f"{len(self._steps)} étapes consignées sur {len(steps)}"
            return Outcome.ERROR, f"Le banc n'a pas pu suivre le scénario : {done}."
        return Outcome.PASSED, None

    def _write(self, status: Outcome, error: str | None) -> None:
        if self._run.stream is None:
            return
        duration = real_seconds() - self._began
        journal.write(
            self._run.stream,
            ScenarioRecord(
                self._file,
                self._scenario.line,
                self._scenario.name,
                status,
                error,
                round(duration, 6),
                tuple(self._steps),
            ),
        )

    def _folder(self) -> Path | None:
        root = self._run.settings.evidence
        if root is None:
            return None
        return evidence_folder(root, self._file, self._scenario.line)


def _outcome(step: Any) -> tuple[Outcome, str | None]:
    if step.status.name == "passed":
        return Outcome.PASSED, None
    wrong = step.exception
    if isinstance(wrong, CheckFailed | MailboxError | LetterboxError):
        return Outcome.FAILED, str(wrong)
    if isinstance(wrong, NotObservable):
        return Outcome.NOT_OBSERVABLE, str(wrong)
    if isinstance(wrong, HarnessError):
        return Outcome.ERROR, str(wrong)
    return Outcome.ERROR, f"{type(wrong).__name__}: {wrong}"
