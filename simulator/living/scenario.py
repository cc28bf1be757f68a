"""A scenario: every assumption with a value. Durations are whole seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.living.assumptions import assumptions
from simulator.living.values import Campaign, ValueRefused, checked


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the people and the mail do; ``assumptions.toml`` says what each means."""

    monthly_demand: float
    weekdays: tuple[float, ...]
    hours: tuple[float, ...]
    campaigns: tuple[Campaign, ...]
    form_time: int
    delay_spread: float
    wrong_dossier_share: float
    wrong_noticed_share: float
    post_share: float
    most_requests: int
    watching_share: float
    watching_delay: int
    later_delay: int
    patience: int
    spam_share: float
    spam_found_share: float
    dead_address_share: float
    older_link_share: float
    after_no_mail: Mapping[str, float]
    after_dead_link: Mapping[str, float]
    weak_password_share: float
    weak_again_share: float
    weak_kinds: Mapping[str, float]
    most_passwords: int
    letter_wait: int
    letter_lost_share: float
    letter_late_share: float
    letter_late_by: int
    letter_opened: int
    call_minutes: int
    call_resolves_share: float
    desk_opens: int
    desk_closes: int
    outages_per_month: float
    outage_length: int
    greylist_share: float
    greylist_delay: int
    link_validity: int
    retry_delays: tuple[int, ...]


def scenario(values: Mapping[str, Any] | None = None) -> Scenario:
    """Return the scenario with these values (as TOML gives them), else the defaults.

    Raises:
        ValueRefused: a value is wrong, or two do not go together; the message begins
            with the key.
    """
    told = values or {}
    read = {}
    for entry in assumptions():
        try:
            read[entry.key] = checked(entry, told.get(entry.key, entry.default))
        except ValueRefused as wrong:
            raise ValueRefused(f"{entry.key}: {wrong}") from None
    if read["desk_opens"] >= read["desk_closes"]:
        raise ValueRefused(
            f"desk_closes: {read['desk_closes']} is not after desk_opens "
            f"({read['desk_opens']})."
        )
    return Scenario(**read)
