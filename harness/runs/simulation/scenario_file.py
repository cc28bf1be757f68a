"""Reading scenario files and what-ifs: every mistake is named, with what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fixtures.dossiers import SPACE
from harness.errors import ConfigurationError
from harness.targets.file.problems import Problems
from harness.targets.file.toml_file import read_toml
from simulator.living.assumptions import assumption, assumptions
from simulator.living.scenario import Scenario, scenario
from simulator.living.values import ValueRefused, checked, nearest

_MOST = {"population": SPACE, "days": 400}
"""Dossiers of seven digits number no more people; a year and a month."""
_RUN = {"title": str, "start": date, "days": int, "population": int}


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """What a scenario file says.

    Attributes:
        title: what it calls itself, in French.
        start: first day, if it says one.
        days: number of days, if it says one.
        population: number of people, if it says one.
        values: assumptions, by key, as TOML gives them.
    """

    title: str = ""
    start: date | None = None
    days: int | None = None
    population: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def read_scenario_file(path: Path) -> ScenarioFile:
    """Return what the file at *path* says.

    Raises:
        ConfigurationError: it cannot be read, or says something wrong; the message has
            a line for each mistake.
    """
    document, problems = read_toml(path, "--scenario file")
    values: dict[str, Any] = {}
    run: Mapping[str, Any] = {}
    sections = dict.fromkeys(entry.section for entry in assumptions())
    for name, table in document.items():
        if name != "simulation" and name not in sections:
            problems.unknown((name,), ("simulation", *sections), "table")
        elif not isinstance(table, dict):
            problems.add((name,), "it must be a table.")
        elif name == "simulation":
            run = table
        else:
            _read_table(name, table, values, problems)
    _check_run(run, problems)
    problems.raise_any()
    try:
        scenario(values)
    except ValueRefused as wrong:
        key, _, sentence = str(wrong).partition(": ")
        entry = assumption(key)
        problems.add((entry.section if entry else "", key), sentence)
    problems.raise_any()
    return ScenarioFile(values=values, **run)


def _read_table(
    section: str, table: Mapping[str, Any], values: dict[str, Any], problems: Problems
) -> None:
    known = [entry.key for entry in assumptions() if entry.section == section]
    for key, value in table.items():
        entry = assumption(key)
        if entry is not None and entry.section != section:
            sentence = f"this key belongs in [{entry.section}]."
            problems.add((section, key), sentence)
        elif entry is None:
            problems.unknown((section, key), known, "key")
        else:
            try:
                checked(entry, value)
                values[key] = value
            except ValueRefused as wrong:
                problems.add((section, key), str(wrong))


def _check_run(run: Mapping[str, Any], problems: Problems) -> None:
    for key, value in run.items():
        wanted = _RUN.get(key)
        if wanted is None:
            problems.unknown(("simulation", key), _RUN, "key")
        elif type(value) is not wanted:
            hint = {
                date: "a day such as 2026-03-02, without quotes",
                int: "a whole number",
                str: "a text",
            }[wanted]
            problems.add(("simulation", key), f"{value!r} is not {hint}.")
        elif isinstance(value, int) and not 1 <= value <= _MOST[key]:
            sentence = f"{value} is not a number from 1 to {_MOST[key]}."
            problems.add(("simulation", key), sentence)


def what_if(text: str, values: Mapping[str, Any]) -> tuple[dict[str, Any], Scenario]:
    """Return *values* with the changes of a ``--what-if``, and the scenario they make.

    Args:
        text: ``KEY=VALUE``, several of them separated by ``;``. A value is written as
            in a scenario file; quotes may be left out.
        values: what is changed, as TOML gives it.

    Raises:
        ConfigurationError: it does not say a change that can be made.
    """
    changed, touched = dict(values), set[str]()
    for piece in text.split(";"):
        key, equals, told = (one.strip() for one in piece.partition("="))
        key = key.rpartition(".")[2]
        entry = assumption(key)
        if not equals or not told:
            raise ConfigurationError(
                f"--what-if {text!r}: write KEY=VALUE, as in link_validity=12h."
            )
        if entry is None:
            known = [one.key for one in assumptions()]
            raise ConfigurationError(
                f"--what-if {text!r}: unknown key {key!r}; {nearest(key, known)}"
            )
        if key in touched:
            raise ConfigurationError(f"--what-if {text!r}: {key} is changed twice.")
        touched.add(key)
        changed[key] = _value(told)
    try:
        made = scenario(changed)
    except ValueRefused as wrong:
        raise ConfigurationError(f"--what-if {text!r}: {wrong}") from None
    if made == scenario(values):
        raise ConfigurationError(
            f"--what-if {text!r}: this is the reference itself; write another value."
        )
    return changed, made


def _value(told: str) -> Any:
    try:
        return tomllib.loads(f"value = {told}")["value"]
    except tomllib.TOMLDecodeError:
        return told
