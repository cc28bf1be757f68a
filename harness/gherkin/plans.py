"""Rows of a « Plan du scénario », filled in as Behave does."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The same as scenario_outline_annotation_schema in pyproject.toml (a test holds them
# together).
NAME_OF_A_ROW = "{name} ({row})"

_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an « Exemples » table and what its placeholders stand for.

    Attributes:
        line: Where it is written.
        id: As Behave numbers it: the table, a dot, the row, both from 1.
        values: Placeholder and value, in the order in which Behave substitutes.
    """

    line: int
    id: str
    values: tuple[tuple[str, str], ...]

    def fill(self, text: str) -> str:
        """Return *text* with its placeholders replaced, one after the other."""
        for placeholder, value in self.values:
            text = text.replace(f"<{placeholder}>", value)
        return text

    def name(self, title: str) -> str:
        """Return the name that Behave gives to this row of the plan *title*."""
        return NAME_OF_A_ROW.format(name=self.fill(title), row=self.id)

    def tags(self, templates: tuple[str, ...]) -> tuple[str, ...]:
        """Return the tags filled in; one whose placeholder is unknown is dropped.

        Behave writes a blank as ``_`` and leaves out what a tag may not hold.
        """
        filled = (self.fill(tag) for tag in templates)
        return tuple(
            "".join("_" if c.isspace() else c for c in tag if _may_be_in_a_tag(c))
            for tag in filled
            if not is_template(tag)
        )


def is_template(text: str) -> bool:
    """Say whether *text* may hold a placeholder."""
    return "<" in text and ">" in text


def _may_be_in_a_tag(character: str) -> bool:
    return character.isalnum() or character.isspace() or character in "._-=:,;()"


def cells(line: str) -> tuple[str, ...]:
    r"""Cut a table row as Behave does: of the escapes, only ``\|`` counts."""
    inside = line.strip()[1:-1]
    return tuple(
        cell.replace(r"\|", "|").strip() for cell in _UNESCAPED_PIPE.split(inside)
    )


def rows(
    table: int,
    title: str,
    header: tuple[str, ...],
    body: tuple[tuple[int, tuple[str, ...]], ...],
) -> tuple[Row, ...]:
    """Read one « Exemples » table.

    Args:
        table: Its number in the plan, from 1.
        title: What follows « Exemples: ».
        header: The column titles.
        body: The line and the cells of every row below, as many as the header has.
    """
    read = []
    for number, (line, row) in enumerate(body, start=1):
        row_id = f"{table}.{number}"
        own = tuple(zip(header, row, strict=True))
        counters = (
            ("examples.index", str(table)),
            ("row.index", str(number)),
            ("row.id", row_id),
        )
        draft = Row(line, row_id, (*own, ("examples.name", title), *counters))
        named = ("examples.name", draft.fill(title))
        read.append(Row(line, row_id, (*own, named, *counters)))
    return tuple(read)
