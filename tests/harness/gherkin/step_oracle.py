"""Says which step definition the real Behave takes; run as a process of its own.

Each line of standard input is the JSON list ``[kind, text]`` of a step; each line of
standard output is the JSON list ``[file, line, [[start, end], ...]]`` of the definition
that Behave takes and of its arguments, or ``null``.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import SimpleNamespace

from behave.runner_util import load_step_modules
from behave.step_registry import registry

if __name__ == "__main__":
    root = Path(sys.argv[1])
    sys.path.insert(0, str(root))
    importlib.import_module("steps.vocabulary")  # the types, before any sentence
    load_step_modules([str(root / "steps")])
    for line in sys.stdin:
        kind, text = json.loads(line)
        match = registry.find_match(SimpleNamespace(step_type=kind, name=text))
        if match is None:
            sys.stdout.write("null\n")
            continue
        spans = [[each.start, each.end] for each in match.arguments]
        place = Path(match.location.filename).name, match.location.line
        sys.stdout.write(json.dumps([*place, spans]) + "\n")
