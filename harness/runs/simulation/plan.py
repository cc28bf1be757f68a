"""What is to be simulated: scenarios side by side, seeds, and parts of the population.

A part is what one process lives through at a time. People do not get in each other's
way, so how the population is cut changes no figure: parts keep memory flat however big
it is, share the work, and are what a checkpoint keeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from simulator.living.demand import Demand
from simulator.living.life import Period
from simulator.living.scenario import Scenario

FORMAT = 1
"""Goes up when the same plan gives other figures: checkpoints of before are void."""
_NEEDS_A_PART = {"service": 400, "pages": 30}
"""Some seconds of work."""
_FEWEST = 100


class Fidelity(StrEnum):
    """How the portal is walked."""

    SERVICE = "service"
    """By its reset service, without HTML."""
    PAGES = "pages"
    """By its pages, as the affiliate of the features does."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One scenario.

    Attributes:
        name: what was changed, as it was typed; empty for the reference.
        values: what the file and the changes say, as TOML gives it.
        scenario: the same with every default, checked.
    """

    name: str
    values: Mapping[str, Any]
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Part:
    """Some people of one world, in one scenario."""

    variant: int
    seed: int
    first: int
    last: int

    @property
    def name(self) -> str:
        """Its name among all parts of a plan."""
        return f"v{self.variant}-s{self.seed}-{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class SimulationPlan:
    """Everything that the figures depend on.

    Attributes:
        fidelity: how the portal is walked.
        period: which people, and when.
        seeds: one world for each; the same for all variants.
        variants: the reference first.
        title: what the scenario file calls itself.
    """

    fidelity: Fidelity
    period: Period
    seeds: tuple[int, ...]
    variants: tuple[Variant, ...]
    title: str = ""

    def parts(self) -> Iterator[Part]:
        """Give the parts, those of one variant together: they share a portal."""
        for number, variant in enumerate(self.variants):
            size = self._people_a_part(variant.scenario)
            for seed in self.seeds:
                for first in range(0, self.period.size, size):
                    last = min(first + size, self.period.size)
                    yield Part(number, seed, first, last)

    def as_dict(self) -> dict[str, Any]:
        """Return what two plans must share to give the same figures, as JSON has it."""
        return {
            "format": FORMAT,
            "fidelity": self.fidelity.value,
            "start": self.period.start.isoformat(),
            "days": self.period.days,
            "population": self.period.size,
            "seeds": list(self.seeds),
            "scenarios": [
                {"name": one.name, "values": values_of(one.scenario)}
                for one in self.variants
            ],
        }

    def _people_a_part(self, scenario: Scenario) -> int:
        demand = Demand(scenario, self.period.start, self.period.days)
        expected = sum(demand.by_hour)
        wanted = _NEEDS_A_PART[self.fidelity.value]
        if expected * self.period.size <= wanted:
            return self.period.size
        return max(_FEWEST, int(wanted / expected))


def values_of(scenario: Scenario) -> dict[str, Any]:
    """Return the values of *scenario* as JSON has them."""
    return {name: _plain(getattr(scenario, name)) for name in scenario.__slots__}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return {name: getattr(value, name) for name in value.__slots__}
