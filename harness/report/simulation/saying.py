"""Figures and values as French says them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from harness.report import french
from harness.report.simulation.questions import Unit
from simulator.living.assumptions import Assumption, Kind
from simulator.living.values import Campaign

if TYPE_CHECKING:
    from harness.report.simulation.answers import Estimate

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_MANY = 100
_MINUS = "\N{MINUS SIGN}"
_WORDS = {
    "again": "redemander",
    "post": "courrier",
    "call": "appeler",
    "give_up": "renoncer",
    "short": "trop court",
    "no_capital": "sans majuscule",
    "no_digit": "sans chiffre",
    "common": "trop courant",
    "confirmation": "confirmation différente",
    "dossier": "numéro mal recopié",
}


def figure(value: float | None, unit: Unit, *, signed: bool = False) -> str:
    """Say one figure: « 91,3 % », « 12 min », « 1 204 », « sans objet »."""
    if value is None:
        return "sans objet"
    sign = ""
    if signed or value < 0:
        sign = _MINUS if value < 0 else "+"
    size = abs(value)
    match unit:
        case Unit.SHARE:
            said = french.percent(size)
            if signed:
                said = said.replace("%", "point" + ("s" if 100 * size >= 2 else ""))  # noqa: PLR2004 - the French plural
        case Unit.MINUTES:
            said = lasting(round(size * _MINUTE))
        case Unit.HOURS:
            said = f"{french.decimal(size)}{french.NO_BREAK}h"
        case _:
            whole = size >= _MANY or size % 1 == 0
            said = french.decimal(size, 0 if whole else 1)
    return f"{sign}{said}"


def interval(one: Estimate, unit: Unit, *, signed: bool = False) -> str:
    """Say a confidence interval, or nothing where there is none."""
    if one.low is None or one.high is None or one.low == one.high:
        return ""  # the same figure in every world: too few cases to know its spread
    low, high = one.low, one.high
    if not signed:  # there is nothing below nothing, nor above everybody
        most = 1.0 if unit is Unit.SHARE else high
        low, high = max(0.0, low), min(most, high)
    ends = (figure(end, unit, signed=signed) for end in (low, high))
    return " à ".join(ends)


def gap(one: Estimate | None, unit: Unit) -> str:
    """Say a difference to the reference: « +1,2 point », « inchangé », or nothing."""
    if one is None or one.mean is None:
        return ""
    if one.mean == 0:
        return "inchangé" if one.low == one.high else f"±{figure(0, unit)}"
    return figure(one.mean, unit, signed=True) + (", net" if one.excludes_zero else "")


def lasting(seconds: int) -> str:
    """Say a duration: « 45 s », « 12 min », « 1 h 30 », « 2 j »."""
    if seconds < _MINUTE:
        return french.spaced(f"{seconds} s")
    if seconds < _HOUR:
        minutes, rest = divmod(seconds, _MINUTE)
        return french.spaced(f"{minutes} min {rest:02} s" if rest else f"{minutes} min")
    if seconds < 2 * _DAY:
        hours, rest = divmod(seconds, _HOUR)
        minutes = rest // _MINUTE
        said = f"{hours} h {minutes:02}" if minutes else f"{hours} h"
        return french.spaced(said)
    days = french.decimal(seconds / _DAY, 0 if seconds % _DAY == 0 else 1)
    return f"{days}{french.NO_BREAK}j"


def assumed(entry: Assumption, value: Any) -> str:
    """Say the value that an assumption has in a scenario."""
    return _SAID.get(entry.kind, french.short)(value)


def _share(value: float) -> str:
    return f"{french.short(100 * value)}{french.NO_BREAK}%"


def _campaigns(campaigns: Sequence[Campaign]) -> str:
    said = (
        f"{one.name} (jour {one.day}, {one.days} j, × {french.short(one.factor)})"
        for one in campaigns
    )
    return " ; ".join(said) or "aucune"


def _weights(weights: Sequence[float]) -> str:
    return " ; ".join(map(french.short, weights))


def _each_share(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{_WORDS[name]} {_share(part)}" for name, part in shares.items())


_SAID: dict[Kind, Callable[[Any], str]] = {
    Kind.SHARE: _share,
    Kind.DURATION: lasting,
    Kind.DURATIONS: lambda waits: ", ".join(map(lasting, waits)),
    Kind.SHARES: _each_share,
    Kind.HOURS: _weights,
    Kind.WEEKDAYS: _weights,
    Kind.CAMPAIGNS: _campaigns,
}
