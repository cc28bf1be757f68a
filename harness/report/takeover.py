"""What whoever takes over from a scenario has to know: where, when, who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from rich.console import Console

from fixtures.person import Situation
from harness.report.lines import line
from harness.runs.takeover import Character
from simulator.clock import PARIS
from simulator.served.guard import DESK
from simulator.served.world import ServedWorld

_SITUATIONS = {Situation.AFFILIE: "affilié(e)", Situation.AYANT_DROIT: "ayant droit"}


def print_cast(
    console: Console, world: ServedWorld, cast: Sequence[Character], url: str
) -> None:
    """Print where the world is and what time it is, then who its people are."""
    now = world.clock.now().astimezone(PARIS)
    mails = world.mailbox.all()
    line(console, "\nLe monde est à vous, tel que le scénario l'a laissé :", "bold")
    line(console, f"  Portail   {url}/")
    line(console, f"  Bureau    {url}{DESK}/")
    line(console, f"  Horloge   {now:%d/%m/%Y %H:%M:%S} à Paris, et elle avance")
    for mail in mails[-1:]:
        line(console, f"  Mails     {len(mails)}, le dernier : « {mail.subject} »")
        line(console, f"            {url}{DESK}/mails/{mail.sequence}")
    for character in cast:
        for told in _told(world, character):
            line(console, told)
    line(console, "  Arrêter   Ctrl-C")


def _told(world: ServedWorld, character: Character) -> list[str]:
    """Return what is to be known of somebody, and where she was."""
    number = f"{_SITUATIONS[character.situation]}, dossier {character.dossier}"
    mail = character.email or "sans adresse mail"
    told = [f"  {character.name:<9} {number}, {mail}"]
    if not character.has_account:
        return [f"{told[0]}, inconnu(e) du portail"]
    password = _password(world, character)
    said = (
        "mot de passe inconnu" if password is None else f"mot de passe « {password} »"
    )
    others = [f"« {one} »" for one in character.passwords if one != password]
    if others:
        said += f", avant : {', '.join(others)}"
    told.append(f"{'':<12}{said}")
    if (page := _here(world.public_addresses, character.page)) is not None:
        told.append(f"{'':<12}devant la page {page}")
    return told


def _password(world: ServedWorld, character: Character) -> str | None:
    """Return her password as the portal has it now, and have the desk know it."""
    for password in character.passwords:
        resident = world.residents.find(character.situation, character.dossier)
        if resident is None or resident.password is not None:
            return None if resident is None else resident.password
        world.residents.remember([replace(resident.person, password=password)])
    resident = world.residents.find(character.situation, character.dossier)
    return None if resident is None else resident.password


def _here(addresses: Mapping[str, str], page: str | None) -> str | None:
    """Return where a page of the portal is in this world."""
    if page is None:
        return None
    parts = urlsplit(page)
    origin = f"{parts.scheme}://{parts.netloc}"
    return page.replace(origin, addresses[origin], 1) if origin in addresses else None
