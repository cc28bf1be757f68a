"""Taking over from a scenario by hand: what it leaves, and who its people are."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from fixtures.person import Situation
from harness.journeys.affiliate import Affiliate
from harness.journeys.world import World
from simulator.served.folder import WORLD
from simulator.served.leaving import leave_world
from simulator.served.world_file import WorldFile

_CAST = "scenario"


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody of a scenario, as whoever takes over has to know her.

    Attributes:
        name: how the scenario calls her.
        has_account: whether the portal knows her.
        situation: whether she is affiliated or entitled through somebody.
        dossier: her number.
        email: where her mails go; None if nowhere.
        passwords: what may be her password by now, the likeliest first.
        page: the address of what was in front of her last.
    """

    name: str
    has_account: bool
    situation: Situation
    dossier: str
    email: str | None
    passwords: tuple[str, ...]
    page: str | None


def leave(world: World, folder: Path) -> None:
    """Leave *world* in *folder*, as it stands, beside the store of its portal."""
    world.settle()
    unknown = world.without_account
    cast = [
        asdict(_character(one, has_account=one not in unknown)) for one in world.people
    ]
    leave_world(
        folder,
        now=world.clock.now(),
        seed=world.seed,
        people=world.accounted,
        mails=world.mailbox.received(),
        facts={_CAST: json.dumps(cast)},
    )


def cast_of(folder: Path) -> tuple[Character, ...] | None:
    """Return the people of the scenario that left its world in *folder*.

    None where none did: it never began.
    """
    if not (folder / WORLD).exists():
        return None
    with closing(WorldFile(folder / WORLD)) as file:
        told = json.loads(file.fact(_CAST) or "[]")
    return tuple(
        Character(
            **(
                each
                | {
                    "situation": Situation(each["situation"]),
                    "passwords": tuple(each["passwords"]),
                }
            )
        )
        for each in told
    )


def _character(affiliate: Affiliate, *, has_account: bool) -> Character:
    person = affiliate.person
    passwords = [*reversed(affiliate.new_passwords), person.password]
    return Character(
        name=person.first_name,
        has_account=has_account,
        situation=person.situation,
        dossier=person.dossier,
        email=person.email,
        passwords=tuple(dict.fromkeys(passwords)),
        page=affiliate.page.url if affiliate.has_page else None,
    )
