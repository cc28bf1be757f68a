"""``lint --sarif``: what the lint found, for whoever shows it beside the line.

SARIF 2.1.0 (OASIS): https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from harness.gherkin.findings import Finding
from harness.gherkin.rules import RULES
from harness.runs.bundle import relative_to_bundle

_STYLE = {
    "duplicate-title",
    "file-name",
    "long-file",
    "long-scenario",
    "many-when",
    "technical-word",
    "unused-step",
}
"""What Behave runs as it is meant all the same."""

SCHEMA = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json"


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return *findings* as an indented SARIF log; without any, that of a clean run."""
    rules = {
        rule.__name__.replace("_", "-"): (rule.__doc__ or "").partition("\n")[0]
        for rule in RULES
    }
    driver = {
        "name": "sesame lint",
        "version": version("sesame-bench"),
        "language": "en-US",
        "rules": [
            {
                "id": name,
                "shortDescription": {"text": meaning},
                "defaultConfiguration": {"level": _level(name)},
            }
            for name, meaning in rules.items()
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, list(rules)) for finding in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    text = json.dumps(log, ensure_ascii=False, indent=2) + "\n"
    # Half a character (a lone surrogate) is written as its JSON escape.
    return text.encode("utf-8", "backslashreplace").decode()


def _level(rule: str) -> str:
    return "warning" if rule in _STYLE else "error"


def _result(finding: Finding, rules: Sequence[str]) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(finding.file)},
        "region": _region(finding),
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": _level(finding.rule),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


def _uri(file: Path) -> str:
    """Return where *file* is: from the root of the project, or else on this machine."""
    told = relative_to_bundle(file)
    return Path(told).as_uri() if Path(told).is_absolute() else quote(told)


def _region(finding: Finding) -> dict[str, int]:
    """Return the line without the blanks around it; columns count from 1."""
    try:
        lines = finding.file.read_text("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    written = lines[finding.line - 1] if finding.line <= len(lines) else ""
    first = len(written) - len(written.lstrip()) + 1
    end = max(len(written.rstrip()), first) + 1
    return {"startLine": finding.line, "startColumn": first, "endColumn": end}
