"""The bench judges the Django portal by its target file, and is fair to it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from harness.targets.file.reading import read_target_file
from harness.verdicts.requirements import requirements
from tests.examples.conftest import PORTAL

ROOT = PORTAL.parents[1]
TARGET = PORTAL / "target.toml"
PAGE = ROOT / "docs" / "django-portal.md"

JUDGED = {
    "P4.1": "conforme",  # Django's own radios
    "P7.5": "non conforme",  # its own address
    "P7.6": "non conforme",  # the hours of the wall
    "B03": "conforme",
    "B14": "conforme",  # a path that no header changes
    "B49": "conforme",  # a token in that path
}


def test_the_target_file_is_read() -> None:
    """Its keys are those of the format, its reasons name requirements that exist."""
    file = read_target_file(TARGET)

    assert "http://127.0.0.1:8000/" == file.home
    assert set(file.accepted) <= {item.id for item in requirements()}


def test_the_bench_judges_it(portal: str, tmp_path: Path) -> None:
    """By what a person sees: neither its markup nor its addresses decide."""
    written = TARGET.read_text("utf-8").replace("http://127.0.0.1:8000", portal[:-1])
    file, found = tmp_path / "target.toml", tmp_path / "verdict.json"
    file.write_text(re.sub(r"(?m)^listen = .*$", "", written), "utf-8")
    ended = subprocess.run(
        [
            *(sys.executable, "-c", "from harness.cli import main; main()"),
            *("verify", "--target", str(file), "--json", str(found)),
            *("--tags", " or ".join(f"@exigence:{one}" for one in JUDGED)),
            *("--pack", "all"),
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ended.returncode in {0, 1}, ended.stderr
    judged = {
        item["id"]: item["verdict"]
        for item in json.loads(found.read_text("utf-8"))["requirements"]
    }

    assert JUDGED == {one: judged.get(one) for one in JUDGED}, ended.stdout


def test_the_page_explains_every_accepted_deviation() -> None:
    """What the file accepts, the page tells as well."""
    told = PAGE.read_text("utf-8")
    for identifier in read_target_file(TARGET).accepted:
        assert f"| {identifier} |" in told
