"""What ``sesame load`` is asked for, and how far it may go at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from harness.addresses import served
from harness.errors import ConfigurationError
from harness.runs.load.stages import Stage, most_users, total_s
from harness.runs.load.thresholds import Threshold
from harness.targets.file.settings import LoadConsent, TargetFile
from harness.targets.file.tables import is_loopback

MOST_PEOPLE = 100_000
"""What a portal is told of in one call of the bench API."""
MOST_JOURNEYS = 500_000
"""Each keeps some 6.5 kB in memory until the end: mails and what came of it."""
DEFAULT_RATE = 20.0
"""Journeys begun per second."""
_HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Caps:
    """How far a run may go."""

    users: int
    rate: float
    """Journeys begun per second."""
    duration_s: float
    whose: str
    """Who sets them, for whoever is refused."""


HERE = Caps(2000, 200.0, 4 * _HOUR_S, "this bench")
"""On this machine."""
ELSEWHERE = Caps(50, 5.0, _HOUR_S / 4, "this bench, for a portal on another machine")
"""On other machines, unless the file says how far."""


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """A run as it was asked for."""

    target: str
    stages: tuple[Stage, ...]
    seed: int
    population: int = 1000
    processes: int = 1
    """Worker processes on this machine."""
    workers: int = 0
    """Workers that join by themselves, in place of *processes*."""
    max_rate: float = DEFAULT_RATE
    thinking: float = 1.0
    thresholds: tuple[Threshold, ...] = ()
    desk_port: int = 0
    master_port: int = 0

    @property
    def slices(self) -> int:
        """How many workers share the people."""
        return self.workers or self.processes


def require_within(settings: LoadSettings, caps: Caps) -> None:
    """Refuse a run that would go further than *caps*.

    Raises:
        ConfigurationError: the message names the option and the cap.
    """
    users, lasts_s = most_users(settings.stages), total_s(settings.stages)
    if users > caps.users:
        raise ConfigurationError(
            f"{users} people at once: {caps.whose} allows {caps.users}; lower --users "
            "or --stages."
        )
    if settings.max_rate > caps.rate:
        raise ConfigurationError(
            f"--max-rate {settings.max_rate:g} journeys per second: {caps.whose} "
            f"allows {caps.rate:g}."
        )
    if lasts_s > caps.duration_s:
        raise ConfigurationError(
            f"A run of {lasts_s:g} s: {caps.whose} allows {caps.duration_s:g} s; lower "
            "--duration or --stages."
        )

    if settings.max_rate * lasts_s > MOST_JOURNEYS:
        raise ConfigurationError(
            f"{settings.max_rate:g} journeys per second for {lasts_s:g} s may be more "
            f"than {MOST_JOURNEYS}, all of which are kept until they are looked over; "
            "lower --max-rate or --duration."
        )


def caps_of(file: TargetFile) -> Caps:
    """Return how far a run may go on the portal of *file*.

    Raises:
        ConfigurationError: it is on another machine, and nobody is said to allow it.
    """
    foreign = _foreign(file)
    if foreign and file.load is None:
        raise ConfigurationError(
            f"{file.path}: {', '.join(foreign)} is not this machine, and a portal is "
            "put under load only if its owner allows it. If so, write [load] and "
            'allowed_by = "who, and when" in this file.'
        )
    base = ELSEWHERE if foreign else HERE
    return _as_said(base, file) if file.load is not None else base


def _as_said(base: Caps, file: TargetFile) -> Caps:
    """Return *base* as the file says it, but never above what this bench allows."""
    said = file.load or LoadConsent("")
    minutes = said.max_minutes
    return Caps(
        users=min(said.max_users or base.users, HERE.users),
        rate=min(said.max_rate or base.rate, HERE.rate),
        duration_s=min(minutes * 60 if minutes else base.duration_s, HERE.duration_s),
        whose=f"{file.path} ([load])",
    )


def _foreign(file: TargetFile) -> Sequence[str]:
    """Return the hosts of the portal that are other machines, as they are reached."""
    addresses = [served(file.home, file.rewrite), *file.rewrite.values()]
    if file.bench is not None:
        addresses.append(file.bench)
    hosts = [urlsplit(address).hostname or "" for address in addresses]
    found = [host for host in (*hosts, *sorted(file.hosts)) if not is_loopback(host)]
    return tuple(dict.fromkeys(found))
