"""Every seam (Protocol) has one contract suite, run on all that implement it."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUITES = {
    "BlockWriter": "tests/fixtures/blocks/test_files.py",
    "Browser": "tests/harness/targets/test_browser_contract.py",
    "Bench": "tests/harness/targets/test_bench_contract.py",
    "Target": "tests/harness/targets/test_embedded.py",
    "Clock": "tests/simulator/test_clock.py",
    "SettableClock": "tests/simulator/test_clock.py",
    "Fault": "tests/simulator/recaptcha/test_web.py",
    "Filming": "tests/harness/targets/chromium/test_target.py",
    "Go": "tests/harness/targets/inspection/test_walk_bites.py",
    "Inspector": "tests/harness/targets/inspection/test_walk_bites.py",
    "Lending": "tests/harness/journeys/test_reserved.py",
    "MailSource": "tests/harness/targets/mail_sources/imap/test_imap.py",
    "OnTab": "tests/harness/targets/inspection/test_walk_bites.py",
    "Register": "tests/simulator/portal/store/test_register.py",
    "Procedure": "tests/harness/runs/simulation/test_procedure_contract.py",
    "ReleasableClock": "tests/simulator/served/test_flowing_clock.py",
}
"""Where the contract of each Protocol is checked."""


def protocols() -> set[str]:
    """Return the names of all Protocol classes of the code."""
    return {
        node.name
        for package in ("harness", "simulator", "fixtures")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base) == "Protocol" for base in node.bases)
    }


def test_every_protocol_has_its_contract_suite() -> None:
    """A new Protocol names its suite here, and the suite exists."""
    assert set(SUITES) == protocols()
    assert [] == [path for path in SUITES.values() if not (ROOT / path).is_file()]
