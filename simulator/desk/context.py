"""What every page needs: the world, its switches, and what the shell shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from flask import current_app, request

from simulator.desk import wording
from simulator.desk.switches import NO_DELAY, Switches
from simulator.portal.service.parts import Parts
from simulator.portal.store import letters
from simulator.portal.store.letters import Letter
from simulator.served.world import ServedWorld

EXTENSION = "sesame-desk"


@dataclass(frozen=True, slots=True)
class Desk:
    """The world that a desk shows, and the switches of its faults."""

    world: ServedWorld
    switches: Switches


def desk() -> Desk:
    """Return the desk that serves the current request."""
    found: Desk = current_app.extensions[EXTENSION]
    return found


def world() -> ServedWorld:
    """Return the world that the current request is about."""
    return desk().world


def switches() -> Switches:
    """Return the switches of the world's faults."""
    return desk().switches


def parts() -> Parts:
    """Return the parts of the world's portal."""
    return world().portal.parts


def posted_letters() -> list[Letter]:
    """Return every letter posted, oldest first; the n-th is number n."""
    with parts().store.begin() as connection:
        return letters.all_letters(connection)


def number_of(text: str, otherwise: int = 1) -> int:
    """Return the positive whole number that *text* says, else *otherwise*."""
    if text.isascii() and text.isdigit() and len(text) < 10:  # noqa: PLR2004 - enough
        return int(text) or otherwise
    return otherwise


def single(name: str) -> str:
    """Return the submitted value of *name*, trimmed; empty if given several times."""
    values = request.form.getlist(name)
    return values[0].strip() if len(values) == 1 else ""


def shell() -> dict[str, object]:
    """Return what every page shows beside its own matter."""
    clock = world().clock
    now = clock.now()
    return {
        "now": now,
        "clock_held": clock.is_held,
        "clock_shift": wording.shift(clock.offset),
        "state": state_of(desk()),
        "wording": wording,
        "portal_url": portal_url(),
    }


def portal_url() -> str:
    """Return where the portal's home page is in this world."""
    addresses = world().public_addresses
    site = parts().settings.site_url
    return addresses.get(site, next(iter(addresses.values()), "")).rstrip("/") + "/"


class State(TypedDict):
    """What a page that is open must know to tell what is new.

    Attributes:
        number: of the last change.
        mails: how many can be seen.
        letters: how many were posted.
        now: virtual time, ISO 8601, UTC.
        offset: from real time, in seconds.
        held: whether time stands still.
        faults: what is wrong, in French sentences.
    """

    number: int
    mails: int
    letters: int
    now: str
    offset: int
    held: bool
    faults: list[str]


def state_of(shown: Desk) -> State:
    """Return the state of the world that *shown* shows."""
    seen, number = shown.world, shown.world.changes.number
    wrong = [fault.sentence for fault in shown.switches.on]
    if shown.switches.delay > NO_DELAY:
        late = wording.duration(shown.switches.delay)
        wrong.append(f"Les mails arrivent {late} plus tard")
    return State(
        number=number,
        mails=seen.mailbox.count(),
        letters=_count_letters(seen),
        now=seen.clock.now().isoformat(timespec="seconds"),
        offset=round(seen.clock.offset.total_seconds()),
        held=seen.clock.is_held,
        faults=wrong,
    )


def _count_letters(seen: ServedWorld) -> int:
    with seen.portal.parts.store.begin() as connection:
        return letters.count(connection)
