"""``verify --junit``: what CI servers read, with what Behave's own report lacks.

One file, valid against the schema of Jenkins's xUnit plugin (``junit-10.xsd``): a suite
per feature with its true duration and its requirements as properties; the Règle in the
name; file and line of each scenario. That schema knows no properties of a test case:
those of a scenario are lines « [[PROPERTY|exigence=P7.6]] » of its output, as JUnit
readers take them where a framework has no better place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from harness.gherkin.outline import Example
from harness.runs.plan import location_of
from harness.runs.verify import Verification
from harness.verdicts.verdict import Outcome

FILE_NAME = "sesame.xml"
_SKIPPED = {Outcome.NOT_OBSERVABLE: "non observable", Outcome.NOT_RUN: "non exécuté"}
_BROKEN = {Outcome.ERROR, Outcome.UNDEFINED}
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Case(NamedTuple):
    """One scenario, as the report needs it."""

    example: Example
    outcome: Outcome
    error: str
    duration_s: float
    replay: str


def write_junit(folder: Path, verification: Verification) -> Path:
    """Write the report into *folder* (made if need be) and return its path."""
    cases = _cases(verification)
    root = ET.Element("testsuites", name=f"sesame {verification.target}")
    counts = _counts(cases)
    del counts["skipped"]  # the schema has no place for it here
    root.attrib.update(counts)
    for file, some in groupby(cases, lambda case: location_of(case.example)[0]):
        root.append(_suite(file, list(some), verification))
    ET.indent(root)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return path


def _cases(verification: Verification) -> list[_Case]:
    records = {(record.file, record.line): record for record in verification.records}
    cases = []
    for example in verification.plan.examples:
        record = records.get(location_of(example))
        outcome = record.status if record else Outcome.NOT_RUN
        error = (record.error if record else None) or _SKIPPED.get(outcome, "")
        duration = record.duration_s if record else 0.0
        replay = verification.replay_of(example)
        cases.append(_Case(example, outcome, error, duration, replay))
    return cases


def _counts(cases: Sequence[_Case]) -> dict[str, str]:
    outcomes = [case.outcome for case in cases]
    return {
        "tests": str(len(cases)),
        "failures": str(outcomes.count(Outcome.FAILED)),
        "errors": str(sum(outcome in _BROKEN for outcome in outcomes)),
        "skipped": str(sum(outcome in _SKIPPED for outcome in outcomes)),
        "time": f"{sum(case.duration_s for case in cases):.3f}",
    }


def _suite(file: str, cases: Sequence[_Case], verification: Verification) -> ET.Element:
    moment = verification.started_at.replace(tzinfo=None)
    suite = ET.Element("testsuite", name=_xml(cases[0].example.feature), file=file)
    suite.attrib.update(_counts(cases))
    suite.set("timestamp", moment.isoformat("T", "seconds"))
    properties = ET.SubElement(suite, "properties")
    for requirement in _requirements(case.example for case in cases):
        ET.SubElement(properties, "property", name="exigence", value=requirement)
    suite.extend(map(_case, cases))
    return suite


def _requirements(examples: Iterable[Example]) -> list[str]:
    named = (name for example in examples for name in example.requirements)
    return list(dict.fromkeys(named))


def _case(case: _Case) -> ET.Element:
    example = case.example
    file, line = location_of(example)
    element = ET.Element(
        "testcase",
        name=_xml(f"{example.rule} / {example.name}" if example.rule else example.name),
        classname=_xml(example.feature),
        file=file,
        line=str(line),
        time=f"{case.duration_s:.3f}",
    )
    first = _xml(case.error.partition("\n")[0])
    if case.outcome in _SKIPPED:
        ET.SubElement(element, "skipped", message=first)
    elif case.outcome is not Outcome.PASSED:
        failed = case.outcome is Outcome.FAILED
        tag, kind = ("failure", "CheckFailed") if failed else ("error", case.outcome)
        wrong = ET.SubElement(element, tag, message=first, type=kind)
        wrong.text = f"{_xml(case.error)}\nRejouer : {case.replay}"
    named = (f"[[PROPERTY|exigence={name}]]" for name in example.requirements)
    ET.SubElement(element, "system-out").text = "\n".join(named)
    return element


def _xml(text: str) -> str:
    """Return *text* with what XML cannot hold (a NUL, half a character) escaped."""
    return _NO_XML.sub(lambda bad: f"\\u{ord(bad[0]):04x}", text)
