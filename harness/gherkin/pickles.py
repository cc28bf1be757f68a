"""A feature as Cucumber has it: source, syntax tree, and the pickles that it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from gherkin.pickles.compiler import Compiler

from harness.gherkin.syntax import Node, parse
from harness.gherkin.text import read_bytes, split_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gherkin.stream.id_generator import IdGenerator

_PLAIN = "text/x.cucumber.gherkin+plain"


@dataclass(frozen=True, slots=True)
class CompiledFeature:
    """One feature file, as Cucumber Messages show it.

    Attributes:
        source: The ``source`` message: its text.
        document: The ``gherkinDocument`` message: its syntax tree.
        pickles: The ``pickle`` messages, by the line at which Behave runs them.
    """

    source: Node
    document: Node
    pickles: Mapping[int, Node]


def compile_feature(path: Path, uri: str, ids: IdGenerator) -> CompiledFeature:
    """Compile the feature file *path*, called *uri* there.

    Every node and pickle gets its number from *ids*.

    Raises:
        FeatureError: It cannot be read.
    """
    data = read_bytes(path)
    document = parse(path, split_lines(path, data), ids).document | {"uri": uri}
    pickles = Compiler(ids).compile(cast("Any", document))
    return CompiledFeature(
        source={"uri": uri, "data": data.decode(), "mediaType": _PLAIN},
        document=document,
        pickles={each["location"]["line"]: cast("Node", each) for each in pickles},
    )
