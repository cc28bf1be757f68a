"""What a scenario changes of the portal: its rules and its settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from simulator.living.scenario import Scenario
from simulator.portal.rules import validity
from simulator.portal.service.parts import Parts
from simulator.portal.settings import RateLimits, Settings

_UNLIMITED = "1000000 per 1 second"


def changed_settings(settings: Settings, scenario: Scenario) -> Settings:
    """Return *settings* as the scenario has them.

    Everybody seems to come from one network address here, and in truth from their own:
    what is limited by address is not. The limits by dossier and link stay.
    """
    limits = replace(
        RateLimits(),
        demands_per_address=_UNLIMITED,
        resets_per_address=_UNLIMITED,
        logins_per_address=_UNLIMITED,
    )
    waits = tuple(timedelta(seconds=wait) for wait in scenario.retry_delays)
    return replace(settings, rate_limits=limits, retry_delays=waits)


def changed_parts(parts: Parts, scenario: Scenario) -> Parts:
    """Return *parts* with links that live as long as the scenario says."""
    lifetime = timedelta(seconds=scenario.link_validity)
    expiry = partial(validity.expiry, lifetime=lifetime)
    return replace(parts, rulebook=replace(parts.rulebook, expiry=expiry))
