"""What the rules of the lint look at, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.gherkin.errors import FeatureError
from harness.gherkin.findings import Finding
from harness.gherkin.outline import feature_paths, read_feature
from harness.gherkin.text import read_bytes, split_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from harness.gherkin.catalogue import StepDefinition
    from harness.gherkin.model import FeatureFile, ScenarioOutline


@dataclass(frozen=True, slots=True)
class Page:
    """A feature file, as far as it can be read.

    Attributes:
        path: As it was given.
        data: Its bytes.
        lines: Its lines; none when the bytes are not plain UTF-8.
        feature: What it says, unless something stops the reading.
        error: What stops the reading.
    """

    path: Path
    data: bytes
    lines: tuple[str, ...]
    feature: FeatureFile | None
    error: FeatureError | None

    def finding(self, line: int, rule: str, message: str) -> Finding:
        """Find something in this page."""
        return Finding(self.path, line, rule, message)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a rule may look at.

    Attributes:
        pages: The feature files, sorted.
        known_requirements: The ids that ``@exigence:ID`` may name.
        definitions: The sentences that exist; ``None`` when steps are not looked at.
        complete: Whether the pages are every feature there is.
    """

    pages: tuple[Page, ...]
    known_requirements: frozenset[str]
    definitions: tuple[StepDefinition, ...] | None
    complete: bool

    def features(self) -> Iterator[tuple[Page, FeatureFile]]:
        """Yield the pages that could be read, and what they say."""
        for page in self.pages:
            if page.feature is not None:
                yield page, page.feature

    def scenarios(self) -> Iterator[tuple[Page, ScenarioOutline]]:
        """Yield every scenario and every plan, and the page it stands on."""
        for page, feature in self.features():
            for scenario in feature.scenarios:
                yield page, scenario


def gather(
    paths: Iterable[Path],
    known_requirements: Collection[str],
    definitions: Collection[StepDefinition] | None,
    *,
    complete: bool,
) -> Material:
    """Read everything; a page that cannot be read says why."""
    return Material(
        pages=tuple(_read(path) for path in feature_paths(paths)),
        known_requirements=frozenset(known_requirements),
        definitions=None if definitions is None else tuple(definitions),
        complete=complete,
    )


def _read(path: Path) -> Page:
    data = b""
    lines: tuple[str, ...] = ()
    try:
        data = read_bytes(path)
        lines = split_lines(path, data)
        return Page(path, data, lines, read_feature(path), None)
    except FeatureError as error:
        return Page(path, data, lines, None, error)
