"""The JUnit report counts what the run counted."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET


def test_junit_agrees_with_the_verdict(sesame, tmp_path: Path) -> None:
    """Suites, cases and skips are those of the run; each case names its requirement."""
    ended = sesame("verify", "--tags", "@exigence:P2.1", "--junit", str(tmp_path / "j"))
    root = ET.parse(tmp_path / "j" / "sesame.xml").getroot()  # noqa: S314 - our own file
    cases = list(root.iter("testcase"))
    scenarios = ended.verdict["requirements"][0]["scenarios"]

    assert 0 == ended.code
    assert len(scenarios) == len(cases) == 4
    assert "2" == root[0].get("skipped")
    assert {"P2.1"} == {p.get("value") for p in root.iter("property")}
    assert all(case.get("file") and case.get("line") for case in cases)
    assert all("Espace personnel" in (case.get("name") or "") for case in cases)
    assert 0 < float(root[0].get("time") or 0) < 60
