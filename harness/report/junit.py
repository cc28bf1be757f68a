"""``verify --junit``: what CI servers read, with what Behave's own report lacks.

One file; a suite per feature with its true duration; the Règle in the name; file, line
and the requirements of each scenario.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

from harness.gherkin.outline import Example
from harness.runs.journal import ScenarioRecord
from harness.runs.plan import location_of
from harness.runs.verify import Verification
from harness.verdicts.verdict import Outcome

FILE_NAME = "sesame.xml"
_SKIPPED = {Outcome.NOT_OBSERVABLE: "non observable", Outcome.NOT_RUN: "non exécuté"}


def write_junit(folder: Path, verification: Verification) -> Path:
    """Write the report into *folder* (made if need be) and return its path."""
    records = {(record.file, record.line): record for record in verification.records}
    root = ET.Element("testsuites", name=f"sesame {verification.target}")
    for feature, examples in groupby(verification.plan.examples, _feature):
        cases = [(item, records.get(location_of(item))) for item in examples]
        root.append(_suite(feature, cases, verification))
    ET.indent(root)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return path


def _feature(example: Example) -> str:
    return example.feature


def _suite(
    feature: str,
    cases: list[tuple[Example, ScenarioRecord | None]],
    verification: Verification,
) -> ET.Element:
    outcomes = [record.status if record else Outcome.NOT_RUN for _, record in cases]
    broken = {Outcome.ERROR, Outcome.UNDEFINED}
    suite = ET.Element(
        "testsuite",
        name=feature,
        tests=str(len(cases)),
        failures=str(outcomes.count(Outcome.FAILED)),
        errors=str(sum(outcome in broken for outcome in outcomes)),
        skipped=str(sum(outcome in _SKIPPED for outcome in outcomes)),
        time=f"{sum(record.duration_s for _, record in cases if record):.3f}",
        timestamp=verification.started_at.replace(tzinfo=None).isoformat(
            "T", "seconds"
        ),
    )
    suite.extend(_case(example, record) for example, record in cases)
    return suite


def _case(example: Example, record: ScenarioRecord | None) -> ET.Element:
    file, line = location_of(example)
    case = ET.Element(
        "testcase",
        name=f"{example.rule} / {example.name}" if example.rule else example.name,
        classname=example.feature,
        file=file,
        line=str(line),
        time=f"{record.duration_s if record else 0:.3f}",
    )
    properties = ET.SubElement(case, "properties")
    for requirement in example.requirements:
        ET.SubElement(properties, "property", name="exigence", value=requirement)
    outcome = record.status if record else Outcome.NOT_RUN
    said = (record.error if record else None) or _SKIPPED.get(outcome, "")
    first = said.splitlines()[0] if said else ""
    if outcome is Outcome.FAILED:
        ET.SubElement(case, "failure", message=first, type="CheckFailed").text = said
    elif outcome in _SKIPPED:
        ET.SubElement(case, "skipped", message=first)
    elif outcome is not Outcome.PASSED:
        ET.SubElement(case, "error", message=first, type=outcome.value).text = said
    return case
