"""Choosing what to run: which scenarios, for which requirements."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cucumber_tag_expressions import TagExpressionError, parse

from harness.errors import ConfigurationError
from harness.gherkin.outline import (
    Example,
    FeatureFile,
    feature_paths,
    read_feature,
    read_features,
)
from harness.gherkin.rules.tags import VOCABULARY
from harness.gherkin.text import split_lines
from harness.runs.bundle import bundle_root, relative_to_bundle
from harness.verdicts.requirements import Pack, Requirement, requirements

_OPERATORS = frozenset({"and", "or", "not"})
_REQUIREMENT = "exigence:"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do."""

    features: tuple[FeatureFile, ...]
    examples: tuple[Example, ...]
    """The scenarios to run, a row of an outline each, in order."""
    requirements: tuple[Requirement, ...]
    """The requirements to judge, in the order of the procedure."""

    @property
    def left_out(self) -> Counter[str]:
        """How many scenarios of each requirement to judge are not to be run."""
        written = [one for file in self.features for one in file.examples]
        missing = _named_by(written) - _named_by(self.examples)
        judged = {requirement.id for requirement in self.requirements}
        return Counter({name: n for name, n in missing.items() if name in judged})


def _named_by(examples: Iterable[Example]) -> Counter[str]:
    return Counter(name for one in examples for name in one.requirements)


def make_plan(pack: Pack | None, tags: str = "") -> Plan:
    """Select by *pack* (None: all) and by a tag expression (empty: all).

    Without a tag expression every requirement of the pack is judged, covered or not;
    with one, those that a selected scenario is about, or of these the ones that the
    expression names.

    Raises:
        ConfigurationError: the expression is wrong, or names a tag or a requirement
            that does not exist.
        harness.gherkin.errors.GherkinError: a feature cannot be read.
    """
    features = read_features([bundle_root() / "features"])
    everything = tuple(example for file in features for example in file.examples)
    judged = tuple(item for item in requirements() if pack in {None, item.pack})
    ids = {requirement.id for requirement in judged}
    examples = tuple(item for item in everything if ids & set(item.requirements))
    if tags.strip():
        examples = _tagged(examples, tags, everything)
        shown = {name for example in examples for name in example.requirements}
        named = shown & set(named_requirements(tags)) or shown
        judged = tuple(item for item in judged if item.id in named)
    return Plan(features, examples, judged)


def default_pack(tags: str) -> Pack | None:
    """Return what is judged unless a pack is asked for: the procedure.

    None (all) where *tags* name a requirement of another pack.
    """
    named = set(named_requirements(tags))
    others = {item.id for item in requirements() if item.pack is not Pack.PROCEDURE}
    return None if named & others else Pack.PROCEDURE


def named_requirements(tags: str) -> list[str]:
    """Return the ids that a tag expression names, in its order."""
    return re.findall(rf"{_REQUIREMENT}([\w.]+)", tags)


def at_location(location: str) -> Example:
    """Return the scenario at *location* ("features/…/x.feature:12").

    Any line of a scenario will do, its tags' too; one of an outline means its first
    row, unless it is that of a row.

    Raises:
        ConfigurationError: there is none; the message names the nearest.
    """
    file, _, line = location.rpartition(":")
    if not line.isdecimal():
        file, line = location, ""
    path = bundle_root() / file
    name = relative_to_bundle(path)
    known = feature_paths([bundle_root() / "features"])
    if name not in (files := [relative_to_bundle(each) for each in known]):
        raise ConfigurationError(
            f"There is no feature {location!r}.{_nearest(name, files)}"
        )
    if not line:
        raise ConfigurationError(f"{location}: at which line? Write FILE:LINE.")
    feature = read_feature(path)
    if found := _around(feature, int(line)):
        return found
    near = sorted(feature.examples, key=lambda one: abs(one.line - int(line)))[:3]
    places = ", ".join(f"{name}:{one.line}" for one in near)
    raise ConfigurationError(f"No scenario begins at {location}. Nearest: {places}.")


def _nearest(wanted: str, known: list[str]) -> str:
    near = difflib.get_close_matches(wanted, known, n=3)
    return f" Nearest: {', '.join(near)}." if near else ""


def _around(feature: FeatureFile, line: int) -> Example | None:
    """Return the scenario of *feature* that *line* belongs to; tags, the next one."""
    lines = split_lines(feature.path, feature.path.read_bytes())
    if 0 < line <= len(lines) and lines[line - 1].lstrip().startswith("@"):
        below = (each.line for each in feature.scenarios if each.line > line)
        line = next(below, line)
    above = [each for each in feature.scenarios if each.line <= line <= len(lines)]
    if not above or not above[-1].examples:
        return None
    rows = above[-1].examples
    return next((row for row in reversed(rows) if row.line <= line), rows[0])


def location_of(example: Example) -> tuple[str, int]:
    """Return file and line of a scenario, the file relative to the bundle."""
    return relative_to_bundle(example.file), example.line


def _tagged(
    examples: Sequence[Example], text: str, everything: Sequence[Example]
) -> tuple[Example, ...]:
    bare = text.replace("@", "")
    known = {tag for example in everything for tag in example.tags}
    known |= {tag for tag in VOCABULARY if not tag.endswith(":")}
    known |= {f"{_REQUIREMENT}{requirement.id}" for requirement in requirements()}
    for word in re.findall(r"[^\s()]+", bare):
        if word not in known | _OPERATORS:
            raise ConfigurationError(_unknown(word, known))
    try:
        expression = parse(bare)
    except TagExpressionError as wrong:
        raise ConfigurationError(
            f"--tags {text!r} is no expression of tags: write @a, not @a, or @a and "
            "(@b or @c)."
        ) from wrong
    return tuple(item for item in examples if expression.evaluate(list(item.tags)))


def _unknown(word: str, known: set[str]) -> str:
    near = difflib.get_close_matches(word, known, n=3, cutoff=0.4)
    hint = f" Nearest: {', '.join('@' + tag for tag in near)}." if near else ""
    if word.startswith(_REQUIREMENT):
        return (
            f"Unknown requirement {word.removeprefix(_REQUIREMENT)!r} in --tags.{hint}"
        )
    return f"Unknown tag @{word} in --tags.{hint}"
