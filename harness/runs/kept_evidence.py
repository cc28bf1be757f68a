"""A folder for what is seen, for reports that show it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from harness.runs.settings import RunSettings


@contextmanager
def kept_evidence(settings: RunSettings, *, wanted: bool) -> Iterator[RunSettings]:
    """Give *settings* a folder for evidence if one is *wanted* and none was named.

    That folder is gone in the end.
    """
    if settings.evidence is not None or not wanted:
        yield settings
        return
    with tempfile.TemporaryDirectory(prefix="sesame-") as folder:
        yield replace(settings, evidence=Path(folder))
