"""Runs side by side: what each says of a requirement, and what is not the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.report.living.kept_runs import KeptRun
from harness.report.living.words import OUTCOMES, PACKS, VERDICTS, Mark
from harness.verdicts.requirements import Pack, requirements
from harness.verdicts.verdict import Outcome, Verdict

ABSENT = Mark("·", "absent", "soft")
"""What a run did not judge."""


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A scenario, and how it ended in each run."""

    name: str
    file: str
    marks: tuple[Mark, ...]
    errors: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether it ended otherwise in some run, or is not there."""
        return len(set(self.marks)) > 1

    @property
    def changes(self) -> bool:
        """Whether two runs that have it say otherwise of it."""
        return _tell_apart(self.marks)


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A requirement, and its verdict in each run."""

    id: str
    stated: str
    pack: str
    marks: tuple[Mark, ...]
    accepted: tuple[str, ...]
    scenarios: tuple[ScenarioLine, ...]

    @property
    def differs(self) -> bool:
        """Whether some run says otherwise of it, or nothing."""
        return len(set(self.marks)) > 1

    @property
    def changes(self) -> bool:
        """Whether two runs that judged it say otherwise of it."""
        return _tell_apart(self.marks)

    @property
    def differing(self) -> tuple[ScenarioLine, ...]:
        """The scenarios that ended otherwise in some run, those that change first."""
        differing = (one for one in self.scenarios if one.differs)
        return tuple(sorted(differing, key=lambda one: not one.changes))

    @property
    def moves(self) -> bool:
        """Whether a scenario changes, although the verdict does not."""
        return not self.changes and any(one.changes for one in self.scenarios)


def _tell_apart(marks: Sequence[Mark]) -> bool:
    return len(set(marks) - {ABSENT}) > 1


def side_by_side(runs: Sequence[KeptRun]) -> list[RequirementLine]:
    """Return every requirement of any run, in the order of the procedure.

    One that the register does not know (any more) comes last.
    """
    known = {one.id: rank for rank, one in enumerate(requirements())}
    names = dict.fromkeys(name for run in runs for name in run.requirements)
    order = sorted(names, key=lambda name: known.get(name, len(known)))
    return [_line(name, runs) for name in order]


def _line(name: str, runs: Sequence[KeptRun]) -> RequirementLine:
    told = [run.requirements.get(name) for run in runs]
    first = next(one for one in told if one is not None)
    pack = Pack(first["pack"])
    quoted = pack is Pack.PROCEDURE
    return RequirementLine(
        id=name,
        stated=f"« {first['title']} »" if quoted else first["title"],
        pack=PACKS[pack],
        marks=tuple(
            ABSENT if one is None else VERDICTS[Verdict(one["verdict"])] for one in told
        ),
        accepted=tuple("" if one is None else one.get("accepted", "") for one in told),
        scenarios=tuple(_scenarios(told)),
    )


def _scenarios(told: Sequence[Mapping[str, Any] | None]) -> list[ScenarioLine]:
    """Return the scenarios of a requirement, each matched by file and name.

    A line number moves with every edit of the feature: it is no name.
    """
    runs = [{} if one is None else _by_name(one["scenarios"]) for one in told]
    names = dict.fromkeys(name for run in runs for name in run)
    return [
        ScenarioLine(
            name=name[1],
            file=name[0],
            marks=tuple(
                OUTCOMES[Outcome(run[name]["status"])] if name in run else ABSENT
                for run in runs
            ),
            errors=tuple(
                (run[name].get("error") or "") if name in run else "" for run in runs
            ),
        )
        for name in names
    ]


def _by_name(
    scenarios: Sequence[Mapping[str, Any]],
) -> dict[tuple[str, str, int], Mapping[str, Any]]:
    """Return scenarios by file, name and, where two have one name, rank."""
    seen: Counter[tuple[str, str]] = Counter()
    named = {}
    for one in scenarios:
        name = (one["file"], one["name"])
        named[(*name, seen[name])] = one
        seen[name] += 1
    return named
