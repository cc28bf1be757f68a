"""``verify --messages``: the run as Cucumber Messages, for every tool that reads them.

One JSON document per line (ndjson), written after the run, in the order of the plan:
whichever process ran a scenario, and however many there were, the file says the same.
https://github.com/cucumber/messages
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

from gherkin.stream.id_generator import IdGenerator

from harness.gherkin.catalogue import StepDefinition, read_definitions
from harness.gherkin.matching import cucumber_expression
from harness.gherkin.outline import Example
from harness.gherkin.pickles import CompiledFeature, compile_feature
from harness.report.message_cases import Glue, Hooks, PlannedCase, plan_case
from harness.report.message_results import ran, stamp
from harness.runs.bundle import bundle_root, relative_to_bundle
from harness.runs.plan import location_of
from harness.runs.verify import Verification
from harness.verdicts.verdict import Outcome

PROTOCOL = "34.2.1"
"""The release of cucumber/messages whose schema the tests hold these against."""

Envelope = dict[str, Any]

_GREEN = {Outcome.PASSED, Outcome.NOT_OBSERVABLE}
_HOOKS = "environment.py"
_NAMED = {"before": "Préparer le monde", "after": "Rendre compte de chaque mail"}


def write_messages(file: Path, verification: Verification, evidence: Path) -> None:
    """Write *file*.

    Args:
        file: overwritten.
        verification: what was run, and what came of it.
        evidence: the folder where the run kept what was seen.
    """
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for envelope in envelopes(verification, evidence):
            text = json.dumps(envelope, ensure_ascii=False)
            # Half a character (a lone surrogate) is written as its JSON escape.
            stream.write(text.encode("utf-8", "backslashreplace").decode() + "\n")


def envelopes(verification: Verification, evidence: Path) -> Iterator[Envelope]:
    """Yield every message, what is referred to before what refers to it."""
    ids = IdGenerator()
    yield {"meta": _meta()}
    pickles = {}
    for uri, examples in groupby(verification.plan.examples, _uri):
        told = tuple(examples)
        feature = compile_feature(told[0].file, uri, ids)
        yield {"source": feature.source}
        yield {"gherkinDocument": feature.document}
        for example in told:
            pickle = pickles[location_of(example)] = _pickle(feature, example)
            yield {"pickle": pickle}
    hooks = Hooks(ids.get_next_id(), ids.get_next_id())
    yield from _hooks(hooks)
    definitions = read_definitions(bundle_root() / "steps")
    numbers = {each: ids.get_next_id() for each in definitions}
    for definition, number in numbers.items():
        yield {"stepDefinition": _definition(number, definition)}
    glue = Glue(numbers)
    run = ids.get_next_id()
    began = verification.started_at.timestamp()
    yield {"testRunStarted": {"id": run, "timestamp": stamp(began)}}
    cases = [
        plan_case(item, pickles[location_of(item)], hooks, glue, ids)
        for item in verification.plan.examples
    ]
    for case in cases:
        yield {"testCase": case.message | {"testRunStartedId": run}}
    yield from _executions(verification, cases, evidence, ids)
    yield {"testRunFinished": _finished(verification) | {"testRunStartedId": run}}


def _executions(
    verification: Verification,
    cases: Sequence[PlannedCase],
    evidence: Path,
    ids: IdGenerator,
) -> Iterator[Envelope]:
    records = {(record.file, record.line): record for record in verification.records}
    began = verification.started_at.timestamp()
    for case in cases:
        record = records.get(location_of(case.example))
        yield from ran(
            case,
            record,
            ids.get_next_id(),
            evidence,
            otherwise=began,
            replay=verification.replay_of(case.example),
        )


def _uri(example: Example) -> str:
    return location_of(example)[0]


def _pickle(feature: CompiledFeature, example: Example) -> dict[str, Any]:
    """Return the pickle of *example*, in the words that Behave runs.

    Behave leaves a backslash in a table as it stands; Cucumber reads an escape there.
    """
    pickle = feature.pickles[example.line]
    steps = [
        step | {"text": run.text}
        for step, run in zip(pickle["steps"], example.steps, strict=True)
    ]
    return pickle | {"steps": steps}


def _meta() -> dict[str, Any]:
    runtime = {
        "name": platform.python_implementation(),
        "version": platform.python_version(),
    }
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": "sesame", "version": version("sesame-bench")},
        "runtime": runtime,
        "os": {"name": platform.system(), "version": platform.release()},
        "cpu": {"name": platform.machine()},
    }


def _hooks(hooks: Hooks) -> Iterator[Envelope]:
    """Yield what is done around every scenario: the world begun, its mails counted."""
    lines = (bundle_root() / _HOOKS).read_text(encoding="utf-8").splitlines()
    for number, (kind, name) in zip(hooks, _NAMED.items(), strict=True):
        function = f"{kind}_scenario"
        line = next(
            rank
            for rank, text in enumerate(lines, 1)
            if text.startswith(f"def {function}(")
        )
        hook = {
            "id": number,
            "name": name,
            "type": f"{kind.upper()}_TEST_CASE",
            "sourceReference": {"uri": _HOOKS, "location": {"line": line}},
        }
        yield {"hook": hook}


def _definition(number: str, definition: StepDefinition) -> dict[str, Any]:
    uri = relative_to_bundle(definition.file)
    return {
        "id": number,
        "pattern": {
            "source": cucumber_expression(definition.sentence),
            "type": "CUCUMBER_EXPRESSION",
        },
        "sourceReference": {"uri": uri, "location": {"line": definition.line}},
    }


def _finished(verification: Verification) -> dict[str, Any]:
    outcomes = {record.status for record in verification.records}
    complete = len(verification.records) == len(verification.plan.examples)
    told = verification.unreachable or verification.breakdown
    ended = verification.started_at.timestamp() + verification.duration_s
    finished = {"success": complete and outcomes <= _GREEN, "timestamp": stamp(ended)}
    return finished | {"message": told} if told else finished
