"""Values of a scenario, as a TOML file gives them: checked, and in one unit.

Durations become whole seconds. Every refusal is one English sentence that says what
would be right; whoever reads a file adds where it stands.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.living.assumptions import Assumption, Kind

_UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400}
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s?%")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|min|h|d)")
_LONGEST_DAYS = 400
_LARGEST = 1e6
_HOURS, _WEEKDAYS = 24, 7
_CLOSE_ENOUGH = 1e-6
_CAMPAIGN = ("name", "day", "days", "factor")


class ValueRefused(ValueError):  # noqa: N818 - a state of affairs reads better
    """A value that a scenario cannot have; the message says why."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A peak of demand.

    Attributes:
        name: what brings it, in French.
        day: the day of the period on which it begins, from 1.
        days: how long it takes to fade, in days.
        factor: by how much the demand is multiplied on the first day.
    """

    name: str
    day: int
    days: int
    factor: float


def checked(entry: Assumption, value: Any) -> Any:
    """Return *value* of *entry* in the unit of a scenario.

    Raises:
        ValueRefused: the key cannot have this value.
    """
    return _READERS[entry.kind](entry, value)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint at the known word nearest to *word*, for a refusal."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."


def seconds(value: Any) -> int:
    """Return the whole seconds that "15min" or "1.5h" says.

    Raises:
        ValueRefused: it says no duration.
    """
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        hint = 'a duration such as "90s", "15min", "24h" or "2d"'
        if isinstance(value, str) and value.strip().startswith("-"):
            raise ValueRefused(f"{value!r} is negative; write {hint}.")
        raise ValueRefused(f"{value!r} is not {hint}.")
    length = round(float(found[1]) * _UNITS[found[2]])
    if length > _LONGEST_DAYS * _UNITS["d"]:
        raise ValueRefused(f"{value!r} is longer than {_LONGEST_DAYS} days.")
    return length


def _number(value: Any) -> float:
    _require_number(value)
    if not 0 <= value < _LARGEST:  # nan is not, either
        raise ValueRefused(f"{value!r} must be 0 or more, and below a million.")
    return float(value)


def _require_number(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueRefused(f"{value!r} is not a number.")


def _share(_entry: Assumption, value: Any) -> float:
    if isinstance(value, str):
        found = _PERCENT.fullmatch(value.strip())
        if found is None:
            raise ValueRefused(f'{value!r} is no share: write 0.15, or "15%".')
        value = float(found[1].replace(",", ".")) / 100
    _require_number(value)
    if not 0 <= value <= 1:  # nan is not, either
        raise ValueRefused(f"{value!r} is no share: it goes from 0 to 1.")
    return float(value)


def _duration(entry: Assumption, value: Any) -> int:
    length = seconds(value)
    if length == 0 and entry.key == "link_validity":
        raise ValueRefused("a link lives for some time: write more than 0.")
    return length


def _durations(_entry: Assumption, value: Any) -> tuple[int, ...]:
    if not isinstance(value, list) or not value:
        raise ValueRefused(f'{value!r} is not a list such as ["1min", "1h"].')
    lengths = tuple(map(seconds, value))
    if min(lengths) < 1:
        raise ValueRefused(f"{value!r}: every wait is longer than 0.")
    return lengths


def _count(_entry: Assumption, value: Any) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or not 0 < value <= _HOURS:
        raise ValueRefused(f"{value!r} is not a whole number from 1 to {_HOURS}.")
    return int(value)


def _weights(count: int) -> Callable[[Assumption, Any], tuple[float, ...]]:
    def read(_entry: Assumption, value: Any) -> tuple[float, ...]:
        if not isinstance(value, list) or len(value) != count:
            raise ValueRefused(f"{value!r} is not a list of {count} weights.")
        weights = tuple(map(_number, value))
        if not sum(weights):
            raise ValueRefused(f"these {count} weights are all 0; nobody would ask.")
        return weights

    return read


def _shares(entry: Assumption, value: Any) -> dict[str, float]:
    names = tuple(entry.default)
    if not isinstance(value, Mapping):
        raise ValueRefused(f"{value!r} is not a table with {', '.join(names)}.")
    for name in value:
        if name not in names:
            raise ValueRefused(f"{name!r} is unknown; {nearest(name, names)}")
    shares = {name: _share(entry, value.get(name, 0)) for name in names}
    total = sum(shares.values())
    if abs(total - 1) > _CLOSE_ENOUGH:
        raise ValueRefused(f"{', '.join(names)} sum to {total:g}; they must sum to 1.")
    return shares


def _campaigns(_entry: Assumption, value: Any) -> tuple[Campaign, ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueRefused(f"{value!r} is not a list of campaigns.")
    return tuple(map(_campaign, value))


def _campaign(told: dict[str, Any]) -> Campaign:
    for name in told:
        if name not in _CAMPAIGN:
            hint = nearest(name, _CAMPAIGN)
            raise ValueRefused(f"a campaign has no {name!r}; {hint}")
    for name in _CAMPAIGN:
        if name not in told:
            raise ValueRefused(f"a campaign needs {', '.join(_CAMPAIGN)}: no {name!r}.")
    for name in ("day", "days"):
        whole = isinstance(told[name], int) and not isinstance(told[name], bool)
        if not whole or not 0 < told[name] <= _LONGEST_DAYS:
            raise ValueRefused(
                f"a campaign's {name} is a whole number from 1 to 400, "
                f"not {told[name]!r}."
            )
    if not isinstance(told["name"], str):
        raise ValueRefused(f"a campaign's name is a text, not {told['name']!r}.")
    return Campaign(told["name"], told["day"], told["days"], _number(told["factor"]))


_READERS: dict[Kind, Callable[[Assumption, Any], Any]] = {
    Kind.SHARE: _share,
    Kind.DURATION: _duration,
    Kind.DURATIONS: _durations,
    Kind.NUMBER: lambda _entry, value: _number(value),
    Kind.COUNT: _count,
    Kind.HOURS: _weights(_HOURS),
    Kind.WEEKDAYS: _weights(_WEEKDAYS),
    Kind.SHARES: _shares,
    Kind.CAMPAIGNS: _campaigns,
}
