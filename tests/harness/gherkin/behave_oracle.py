"""Says what the real Behave makes of feature files; run as a process of its own.

Each line of standard input names a file; each line of standard output is the JSON list
of the scenarios that Behave would run of it, or ``null`` when Behave refuses the file.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from behave.model import ScenarioOutline
from behave.parser import ParserError, parse_file


def scenarios_of(path: str) -> list[dict[str, Any]] | None:
    """Return the runnable scenarios of a file, or nothing when it is refused."""
    try:
        feature = parse_file(path, language="fr")
    except (ParserError, UnicodeDecodeError, KeyError):
        return None
    return [
        {
            "line": scenario.line,
            "name": scenario.name,
            "tags": sorted(scenario.effective_tags),
            "steps": [
                [step.keyword, step.step_type, step.name, step.line]
                for step in scenario.all_steps
            ],
        }
        for scenario in (feature.walk_scenarios() if feature else [])
    ]


if __name__ == "__main__":
    ScenarioOutline.annotation_schema = sys.argv[1]
    for name in sys.stdin:
        sys.stdout.write(json.dumps(scenarios_of(name.strip())) + "\n")
        sys.stdout.flush()
