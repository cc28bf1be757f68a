"""The one place that drives gherkin-official: lines in, syntax tree out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gherkin.ast_builder import AstBuilder
from gherkin.errors import (
    CompositeParserException,
    NoSuchLanguageException,
    UnexpectedEOFException,
    UnexpectedTokenException,
)
from gherkin.parser import Parser
from gherkin.token_matcher import TokenMatcher

from harness.gherkin.errors import FeatureError
from harness.gherkin.model import Line

if TYPE_CHECKING:
    from pathlib import Path

    from gherkin.errors import ParserException
    from gherkin.stream.id_generator import IdGenerator

LANGUAGE = "fr"

Node = dict[str, Any]
"""A node of gherkin-official's syntax tree."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The syntax tree of one file, and what the tree itself does not keep.

    Attributes:
        document: The root, which also holds the comments.
        prose: Every line of every description, blank ones apart.
        tag_lines: Every tag, cut as Behave cuts them (at blanks, not at ``@``).
    """

    document: Node
    prose: tuple[Line, ...]
    tag_lines: tuple[Line, ...]

    @property
    def feature(self) -> Node:
        """The feature, of which a file holds one."""
        feature: Node = self.document["feature"]
        return feature

    def tags_of(self, node: Node) -> tuple[str, ...]:
        """Return the tags written above *node*, without ``@``."""
        lines = {tag["location"]["line"] for tag in node["tags"]}
        return tuple(tag.text for tag in self.tag_lines if tag.number in lines)


class _Scribe(AstBuilder):
    """Builds the tree, and notes where prose and tags stand."""

    def __init__(self, ids: IdGenerator | None) -> None:
        super().__init__(ids)
        self.prose: list[int] = []
        self.tagged: list[int] = []
        self._in_doc_string = False

    def build(self, token: Any) -> None:  # gherkin sets its fields at run time
        """Note the line of *token*, then build as usual."""
        line = token.location["line"]
        match token.matched_type:
            case "DocStringSeparator":
                self._in_doc_string = not self._in_doc_string
            case "Other" if not self._in_doc_string:
                self.prose.append(line)
            case "TagLine":
                self.tagged.append(line)
        super().build(token)


def parse(path: Path, lines: tuple[str, ...], ids: IdGenerator | None = None) -> Tree:
    """Parse the *lines* of *path*; a file that names no language is French.

    The nodes are numbered by *ids*; without it, from 0.

    Raises:
        FeatureError: They are not Gherkin, or hold no feature.
    """
    # Behave strips a line before it looks for a keyword; gherkin-official does not.
    source = "\n".join(line.rstrip() for line in lines)
    scribe = _Scribe(ids)
    try:
        document: Node = dict(Parser(scribe).parse(source, TokenMatcher(LANGUAGE)))
    except CompositeParserException as error:
        raise _explain(path, lines, error.errors[0]) from error
    if not document.get("feature"):
        message = "holds no feature; begin it with « Fonctionnalité: »."
        raise FeatureError(path, 1, message)
    return Tree(
        document=document,
        prose=tuple(
            Line(n, text) for n in scribe.prose if (text := lines[n - 1].strip())
        ),
        tag_lines=tuple(
            Line(n, tag) for n in scribe.tagged for tag in _tags_on(lines[n - 1])
        ),
    )


def _tags_on(line: str) -> list[str]:
    tags: list[str] = []
    for word in line.split():
        if word.startswith("#"):
            break
        tags.append(word.removeprefix("@"))
    return tags


def _explain(
    path: Path, lines: tuple[str, ...], error: ParserException
) -> FeatureError:
    line: int = error.location["line"]
    match error:
        case UnexpectedEOFException():
            # The location is one past the end.
            line = max(1, min(line, len(lines)))
            message = (
                "the file ends too early; close the doc string, or write what the "
                "last tags belong to."
            )
        case UnexpectedTokenException():
            message = (
                f"« {lines[line - 1].strip()} » cannot stand here; begin the line with "
                "a French keyword (accents, capital, blank or colon after it)."
            )
        case NoSuchLanguageException():
            message = "names a language that Gherkin lacks; write « # language: fr »."
        case _:
            reason = str(error).partition(": ")[2]
            message = f"is not Gherkin ({reason}); mend this line."
    return FeatureError(path, line, message)
