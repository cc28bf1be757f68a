"""What came of a test case, as Cucumber Messages say it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from harness.report.message_attachments import attachments
from harness.report.message_cases import PlannedCase
from harness.runs.journal import ScenarioRecord, StepRecord
from harness.runs.recorded_evidence import folder_of
from harness.verdicts.verdict import Outcome

_STATUSES = {
    Outcome.PASSED: "PASSED",
    Outcome.FAILED: "FAILED",
    Outcome.ERROR: "FAILED",
    Outcome.UNDEFINED: "UNDEFINED",
    Outcome.NOT_OBSERVABLE: "SKIPPED",
    Outcome.NOT_RUN: "SKIPPED",
}
_NOT_RUN = "Le scénario n'a pas été exécuté."
_BILLION = 1_000_000_000


class _Ended(NamedTuple):
    """How a hook or a step ended."""

    outcome: Outcome
    said: str | None = None
    duration_s: float = 0.0


_PASSED = _Ended(Outcome.PASSED)
_SKIPPED = _Ended(Outcome.NOT_RUN)


def ran(
    case: PlannedCase,
    record: ScenarioRecord | None,
    number: str,
    evidence: Path,
    *,
    otherwise: float,
    replay: str,
) -> Iterator[dict[str, Any]]:
    """Yield how *case* went, from its start to its end.

    Args:
        case: what was to be run.
        record: what the journal says of it; None if it was not run at all.
        number: the id of this execution.
        evidence: the folder where the run kept what was seen.
        otherwise: when it began, if it was not run (real seconds since 1970).
        replay: the command that runs it again; whatever fails says it.
    """
    if record is None:
        file, line = str(case.example.file), case.example.line
        record = ScenarioRecord(
            file, line, "", Outcome.NOT_RUN, _NOT_RUN, 0.0, began_at=otherwise
        )
    at = record.began_at
    folder = folder_of(evidence, record.file, record.line)
    started = {"id": number, "testCaseId": case.id, "attempt": 0}
    yield {"testCaseStarted": started | {"timestamp": stamp(at)}}
    here = {"testCaseStartedId": number}
    ends = _ends(record, len(case.steps))
    steps = (case.before, *case.steps, case.after)
    for rank, (step, ended) in enumerate(zip(steps, ends, strict=True)):
        this = here | {"testStepId": step}
        yield {"testStepStarted": this | {"timestamp": stamp(at)}}
        at += ended.duration_s
        for attachment in _seen(record, rank, folder):
            yield {"attachment": this | attachment | {"timestamp": stamp(at)}}
        result = {"testStepResult": _result(ended, replay), "timestamp": stamp(at)}
        yield {"testStepFinished": this | result}
    last = stamp(max(at, record.began_at + record.duration_s))
    yield {"testCaseFinished": here | {"timestamp": last, "willBeRetried": False}}


def stamp(seconds: float) -> dict[str, int]:
    """Return an instant since 1970, or a duration, as the messages have it."""
    whole, nanos = divmod(round(seconds * _BILLION), _BILLION)
    return {"seconds": whole, "nanos": nanos}


def _ends(record: ScenarioRecord, steps: int) -> list[_Ended]:
    """Return how each part ended: the hook before, the steps, the hook after.

    What no step says for itself is said by the hook before if no step was run, or else
    by the hook after, which looks at the mails that nobody asked for.
    """
    kept = [_step(step, record) for step in record.steps]
    before, after = _PASSED, _PASSED
    left = [_SKIPPED] * (steps - len(kept))
    if all(ended.outcome is Outcome.PASSED for ended in kept):
        rest = _Ended(record.status, record.error)
        if record.status is Outcome.UNDEFINED:
            left[:1] = [rest]
        elif kept:
            after = rest
        else:
            before, after = rest, _SKIPPED
    return [before, *kept, *left, after]


def _step(step: StepRecord, record: ScenarioRecord) -> _Ended:
    """Return how a step ended; what a portal that is gone says is no verdict."""
    gone = record.status is Outcome.NOT_RUN and step.status is not Outcome.PASSED
    outcome = Outcome.NOT_RUN if gone else step.status
    return _Ended(outcome, step.error, step.duration_s)


def _result(ended: _Ended, replay: str) -> dict[str, Any]:
    status = _STATUSES[ended.outcome]
    result: dict[str, Any] = {"duration": stamp(ended.duration_s), "status": status}
    if ended.said:
        result["message"] = ended.said
    if status == "FAILED":
        kind = "CheckFailed" if ended.outcome is Outcome.FAILED else "Error"
        said = f"{ended.said}\nRejouer : {replay}"
        result |= {"message": said, "exception": {"type": kind, "message": said}}
    return result


def _seen(record: ScenarioRecord, rank: int, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what was seen in the part number *rank*; the hooks see nothing."""
    if 0 < rank <= len(record.steps):
        yield from attachments(record.steps[rank - 1].evidence, folder)
