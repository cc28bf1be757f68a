"""A scenario leaves its world, and somebody goes on with it by hand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from harness.journeys.demand import Channel, request_reset
from harness.journeys.mails import follow_reset_link, open_reset_mail
from harness.journeys.password import choose_password
from harness.journeys.surroundings import open_surroundings
from harness.journeys.world import FIRST_INSTANT, World
from harness.report.takeover import print_cast
from harness.runs.open_run import Run
from harness.runs.settings import RunSettings
from harness.runs.takeover import cast_of
from harness.targets.embedded import EmbeddedTarget
from simulator.served.folder import store_url
from simulator.served.world import ServedWorld, open_world
from tests.harness.runs.conftest import Told

URL = "http://127.0.0.1:8080"
PASSED = ("passed", None)
SPOKEN = timedelta(minutes=5)
"""Real time that a test may take."""


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """A run whose scenario leaves its world in a folder."""
    surroundings = open_surroundings()
    target = EmbeddedTarget(database=store_url(tmp_path))
    stream = io.StringIO()
    settings = RunSettings(takeover=tmp_path, until=1)
    yield Told(Run(settings, target, surroundings, stream), stream)
    target.close()
    surroundings.stop()


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[Any]:
    """Return a function that opens the world left, its time flowing."""
    opened: list[ServedWorld] = []

    def open_it() -> ServedWorld:
        world = open_world(tmp_path, url=URL)
        opened.append(world)
        world.clock.resume()
        return world

    yield open_it
    for world in opened:
        world.close()


def ask(world: World) -> None:
    """Camille asks for a mail and opens it."""
    camille = world.introduce("Camille", dossier="1234567")
    request_reset(camille, by=Channel.MAIL)
    open_reset_mail(camille)


def printed(world: ServedWorld, folder: Path) -> str:
    """Return what whoever takes over is told."""
    stream = io.StringIO()
    print_cast(Console(file=stream, width=200), world, cast_of(folder) or (), URL)
    return stream.getvalue()


def test_the_link_of_the_mail_works_on(told: Told, taken: Any) -> None:
    """The mailbox, the portal's store and the clock are as the scenario left them."""
    left: list[Any] = []

    def during(world: World) -> None:
        ask(world)
        left.append(world.mailbox.all()[0])

    told.scenario(PASSED, during=during)
    world = taken()
    (mail,) = world.mailbox.all()
    link = mail.link("vous pouvez cliquer ici").url
    transport = httpx.WSGITransport(world.portal.app)
    with httpx.Client(base_url=URL, transport=transport) as browser:
        page = browser.get(link.replace("https://www2.carpimko.com", URL))

    assert (mail.raw, mail.received_at) == (left[0].raw, left[0].received_at)
    assert not world.mailbox.unread()
    assert timedelta(0) <= world.clock.now() - FIRST_INSTANT < SPOKEN
    assert not world.clock.is_held
    assert 200 == page.status_code
    assert "Confirmer mot de passe" in page.text


def test_the_people_are_told_and_known_at_the_desk(
    told: Told, taken: Any, tmp_path: Path
) -> None:
    """Number, mail, password and page; the scenario's people come first there."""
    told.scenario(PASSED, during=ask)
    world = taken()
    first, *others = world.residents.search("", 100)
    said = printed(world, tmp_path)

    assert ("1234567", 3) == (first.person.dossier, len(others))
    assert f"dossier 1234567, {first.person.email}" in said
    assert f"mot de passe « {first.password} »" in said
    assert f"devant la page {URL}/Comptes/DemandePriseEnCompte/" in said
    assert f"{URL}/_monde/mails/1" in said
    assert "10/03/2026 10:0" in said


def test_a_password_that_was_changed_is_told_as_it_is(
    told: Told, taken: Any, tmp_path: Path
) -> None:
    """What she chose is her password now, and the desk knows it."""

    def during(world: World) -> None:
        ask(world)
        camille = world.person("Camille")
        follow_reset_link(camille)
        choose_password(camille, "Grenade-7-Vive")

    told.scenario(PASSED, during=during)
    world = taken()
    said = printed(world, tmp_path)

    assert "mot de passe « Grenade-7-Vive », avant : « " in said
    assert "Grenade-7-Vive" == world.residents.search("1234567", 1)[0].password


def test_a_stop_before_anybody_uses_the_portal_leaves_its_people(
    told: Told, taken: Any, tmp_path: Path
) -> None:
    """Whoever was introduced has her account; who is unknown there is said to be so."""

    def during(world: World) -> None:
        world.introduce("Camille", dossier="1234567")
        world.introduce_unknown("Dominique", dossier="7654321")

    told.scenario(PASSED, during=during)
    world = taken()
    said = printed(world, tmp_path)

    assert world.residents.search("1234567", 1)
    assert not world.residents.search("7654321", 1)
    assert "inconnu(e) du portail" in said


def test_a_scenario_that_failed_leaves_its_world_too(told: Told, taken: Any) -> None:
    """That is when somebody wants to look."""
    told.scenario(("failed", AssertionError("x")), during=ask)

    assert 1 == len(taken().mailbox.all())


def test_a_scenario_that_never_began_leaves_none(told: Told, tmp_path: Path) -> None:
    """Nobody can go on with what there is not."""
    told.scenario(PASSED, tags=("navigateur",))

    assert cast_of(tmp_path) is None
