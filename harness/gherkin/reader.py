"""From the syntax tree of a file to what Behave would run of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gherkin.dialect import DIALECTS

from harness.gherkin.errors import FeatureError
from harness.gherkin.model import (
    Example,
    FeatureFile,
    Kind,
    Rule,
    ScenarioOutline,
    Step,
)
from harness.gherkin.plans import Row, cells, is_template, rows

if TYPE_CHECKING:
    from pathlib import Path

    from harness.gherkin.syntax import Node, Tree


class Reader:
    """Turns the syntax tree of one file into a :class:`FeatureFile`."""

    def __init__(self, path: Path, lines: tuple[str, ...], tree: Tree) -> None:
        self._path = path
        self._lines = lines
        self._tree = tree
        self._root = tree.feature
        dialect = DIALECTS[self._root["language"]]
        self._plans = frozenset(dialect["scenarioOutline"])
        kinds: tuple[Kind, ...] = ("given", "when", "then")
        self._kinds = {keyword: kind for kind in kinds for keyword in dialect[kind]}
        self._kinds.pop("* ", None)

    def feature_file(self) -> FeatureFile:
        """Read the whole file."""
        background: list[Step] = []
        scenarios: list[ScenarioOutline] = []
        rules: list[Rule] = []
        shared: tuple[Step, ...] = ()
        for child in self._root["children"]:
            if "rule" in child:
                rule, own, inside = self._rule(child["rule"], shared)
                rules.append(rule)
                background += own
                scenarios += inside
            elif "background" in child:
                shared = self._steps(child["background"], ())
                background += shared
            else:
                scenarios.append(self._scenario(child["scenario"], None, shared))
        return FeatureFile(
            path=self._path,
            name=self._root["name"],
            line=self._root["location"]["line"],
            description=_description(self._root),
            tags=self._tree.tags_of(self._root),
            rules=tuple(rules),
            background=tuple(background),
            scenarios=tuple(scenarios),
            prose=self._tree.prose,
            tag_lines=self._tree.tag_lines,
        )

    def _rule(
        self, node: Node, shared: tuple[Step, ...]
    ) -> tuple[Rule, tuple[Step, ...], list[ScenarioOutline]]:
        rule = Rule(
            name=node["name"],
            line=node["location"]["line"],
            description=_description(node),
            tags=self._tree.tags_of(node),
        )
        own: tuple[Step, ...] = ()
        scenarios = []
        for child in node["children"]:
            if "background" in child:
                own = self._steps(child["background"], shared)
            else:
                before = (*shared, *own)
                scenarios.append(self._scenario(child["scenario"], rule, before))
        return rule, own, scenarios

    def _scenario(
        self, node: Node, rule: Rule | None, before: tuple[Step, ...]
    ) -> ScenarioOutline:
        around = (*self._tree.tags_of(self._root), *(rule.tags if rule else ()))
        own = self._tree.tags_of(node)
        steps = self._steps(node, before)
        plain = Example(
            file=self._path,
            line=node["location"]["line"],
            name=node["name"],
            feature=self._root["name"],
            rule=rule.name if rule else None,
            tags=_once((*around, *own)),
            steps=(*before, *steps),
        )
        examples: tuple[Example, ...] = (plain,)
        if node["keyword"] in self._plans:
            examples = tuple(
                self._fill(plain, row, (*own, *tags)) for tags, row in self._rows(node)
            )
        elif node["examples"]:
            message = "« Exemples » needs a « Plan du scénario » above it."
            raise self._error(node["examples"][0], message)
        return ScenarioOutline(
            name=plain.name,
            line=plain.line,
            description=_description(node),
            rule=rule,
            tags=plain.tags,
            steps=steps,
            is_plan=node["keyword"] in self._plans,
            examples=examples,
        )

    def _rows(self, plan: Node) -> list[tuple[tuple[str, ...], Row]]:
        read = []
        for number, table in enumerate(plan["examples"], start=1):
            if table["description"]:
                message = "Behave takes no description under « Exemples »; move it."
                raise self._error(table, message)
            if "tableHeader" not in table:
                continue
            header = self._cells(table["tableHeader"])
            body = tuple(
                (row["location"]["line"], self._cells(row, len(header)))
                for row in table["tableBody"]
            )
            tags = self._tree.tags_of(table)
            read += [(tags, row) for row in rows(number, table["name"], header, body)]
        return read

    def _cells(self, row: Node, expected: int | None = None) -> tuple[str, ...]:
        found = cells(self._lines[row["location"]["line"] - 1])
        if expected not in (None, len(found)):
            message = f"the row has {len(found)} cells; its header has {expected}."
            raise self._error(row, message)
        return found

    def _fill(self, plan: Example, row: Row, templates: tuple[str, ...]) -> Example:
        plain = tuple(
            tag for tag in plan.tags if tag not in templates or not is_template(tag)
        )
        return replace(
            plan,
            line=row.line,
            name=row.name(plan.name),
            tags=_once((*plain, *row.tags(templates))),
            steps=tuple(replace(s, text=row.fill(s.text)) for s in plan.steps),
        )

    def _steps(self, node: Node, before: tuple[Step, ...]) -> tuple[Step, ...]:
        previous = before[-1].kind if before else None
        steps: list[Step] = []
        for step in node["steps"]:
            keyword: str = step["keyword"]
            kind = self._kinds.get(keyword)
            if kind is None and keyword == "* " and not steps:
                kind = "given"
            kind = kind or previous
            if kind is None:
                message = f"« {keyword.strip()} » continues no step; name the first."
                raise self._error(step, message)
            if step.get("docString", {}).get("delimiter") == "```":
                message = 'Behave does not know ```; write """ around the text.'
                raise self._error(step["docString"], message)
            previous = kind
            line = step["location"]["line"]
            steps.append(Step(keyword.strip(), kind, step["text"], line))
        return tuple(steps)

    def _error(self, node: Node, message: str) -> FeatureError:
        return FeatureError(self._path, node["location"]["line"], message)


def _description(node: Node) -> str:
    lines = (line.strip() for line in node["description"].splitlines())
    return "\n".join(line for line in lines if line)


def _once(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tags))
