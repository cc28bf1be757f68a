"""Read features: what Behave would run, where, and under which name.

This is the way in for whoever needs features; the dataclasses are re-exported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.gherkin.errors import EncodingError, FeatureError, GherkinError
from harness.gherkin.model import (
    Example,
    FeatureFile,
    Kind,
    Line,
    Rule,
    ScenarioOutline,
    Step,
)
from harness.gherkin.reader import Reader
from harness.gherkin.syntax import parse
from harness.gherkin.text import read_bytes, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "EncodingError",
    "Example",
    "FeatureError",
    "FeatureFile",
    "GherkinError",
    "Kind",
    "Line",
    "Rule",
    "ScenarioOutline",
    "Step",
    "feature_paths",
    "read_feature",
    "read_features",
]


def read_features(paths: Iterable[Path]) -> tuple[FeatureFile, ...]:
    """Read the feature files among *paths* and in the folders among them, sorted.

    Raises:
        FeatureError: One of them cannot be read; the first one in order is named.
    """
    return tuple(read_feature(path) for path in feature_paths(paths))


def feature_paths(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the feature files among *paths* and in their folders, sorted, once each.

    A path that is not a folder is kept as it is: reading it tells what is wrong.
    """
    found: set[Path] = set()
    for path in paths:
        found.update(path.rglob("*.feature") if path.is_dir() else [path])
    return tuple(sorted(found))


def read_feature(path: Path) -> FeatureFile:
    """Read one feature file.

    Raises:
        EncodingError: Its bytes are not plain UTF-8.
        FeatureError: It is missing, is not Gherkin, or holds no feature.
    """
    lines = split_lines(path, read_bytes(path))
    return Reader(path, lines, parse(path, lines)).feature_file()
