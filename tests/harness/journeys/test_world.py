"""One scenario's world: its people, its time, its surroundings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from fixtures.person import Situation
from harness.errors import BenchRefusal, ConfigurationError, Unreachable
from harness.journeys.world import FIRST_INSTANT, World
from harness.target import Capability
from simulator.clock import FrozenClock, SystemClock
from simulator.recaptcha.faults import NOT_JSON

LETTER = {
    "situation": "affilie",
    "dossier": "0012345",
    "posted_at": "2026-03-10T09:00:00+00:00",
    "expected_on": "2026-03-13",
    "address": "CAMILLE MOREAU",
    "text": "Bonjour",
}


def accounts(target: Any) -> list[dict[str, Any]]:
    """Return the accounts that the portal was told last."""
    return [body for name, body in target.bench.calls if name == "accounts"][-1]


def test_the_world_begins_on_an_ordinary_tuesday(world: World, target: Any) -> None:
    """Time stands at 10:00 in Paris, and the portal's draws follow from the seed."""
    assert datetime(2026, 3, 10, 9, 0, tzinfo=UTC) == SystemClock().now()
    assert FIRST_INSTANT == world.clock.now()
    assert ["42:x.feature:3"] == target.began
    assert [FIRST_INSTANT] == target.times


def test_the_world_ends(make_world: Callable[..., World], target: Any) -> None:
    """Browsers are closed and time runs again."""
    world = make_world()
    world.begin()
    world.introduce("Camille").visit("https://portail.test/")
    world.captcha.fault = NOT_JSON
    world.end()

    assert world.captcha.fault is None
    assert [True] == [browser.closed for browser in target.browsers]
    assert FIRST_INSTANT != SystemClock().now()


def test_a_world_begins_empty(world: World) -> None:
    """Mails, faults and errors of the scenario before are gone."""
    world.mailbox.deliver("a@b.test", ["c@d.test"], b"")
    world.faults.refuse("451 4.3.0 Try again later")
    world.surroundings.mail_server.errors.append(RuntimeError("x"))
    world.surroundings.empty()

    assert ((), []) == (world.mailbox.all(), world.surroundings.mail_server.errors)


def test_nobody_is_introduced_twice(world: World) -> None:
    """A name stands for one person."""
    world.introduce("Camille")
    with pytest.raises(ConfigurationError, match="Camille is introduced twice"):
        world.introduce("Camille")


def test_nobody_speaks_of_a_stranger(world: World) -> None:
    """The message tells who was introduced."""
    with pytest.raises(
        ConfigurationError, match="speaks of Zoé, but introduced nobody"
    ):
        world.person("Zoé")
    world.introduce("Camille")
    world.introduce("Dominique")
    with pytest.raises(ConfigurationError, match="introduced Camille, Domin"):
        world.describe("Zoé", email=None)


@pytest.mark.parametrize("use", ["settle", "open_browser"])
def test_nobody_comes_after_the_portal_is_in_use(world: World, use: str) -> None:
    """Accounts are set once per scenario: later introductions are refused."""
    world.introduce("Camille")
    getattr(world, use)()
    with pytest.raises(ConfigurationError, match="Introduce Dominique before"):
        world.introduce("Dominique")
    with pytest.raises(ConfigurationError, match="Introduce Camille before"):
        world.describe("Camille", email=None)


def test_the_portal_is_told_once_who_lives_here(world: World, target: Any) -> None:
    """Named people and bystanders become accounts, with the routes, once."""
    camille = world.introduce("Camille", dossier="0123456")
    world.introduce("Dominique", situation=Situation.AYANT_DROIT, dossier="0123456")
    world.settle()
    world.settle()
    told = accounts(target)

    assert ["accounts", "routes"] == [name for name, _ in target.bench.calls]
    camilles = camille.person.as_account(with_identity=True)
    assert (camilles, 5) == (told[0], len(told))
    smtp, siteverify, france_connect = target.bench.calls[1][1]
    assert world.surroundings.mail_server.address == smtp
    assert siteverify.startswith("http://127.0.0.1:")
    assert france_connect == world.surroundings.france_connect_server.base_url


def test_a_portal_without_franceconnect_is_told_nothing_of_it(
    world: World, target: Any
) -> None:
    """Neither identities nor an address: its bench API knows no such fields."""
    target.capabilities -= {Capability.FRANCE_CONNECT}
    camille = world.introduce("Camille")
    world.settle()

    assert camille.person.as_account() == accounts(target)[0]
    assert 2 == len(target.bench.calls[1][1])


def test_franceconnect_knows_those_introduced(world: World) -> None:
    """Each by her situation and dossier; nobody of the scenario before."""
    camille = world.introduce("Camille", dossier="0123456")
    world.introduce("Dominique", birth=None)
    world.settle()
    known = world.surroundings.france_connect.identities

    assert ["affilie 0123456"] == list(known)
    assert camille.person.last_name.upper() == known["affilie 0123456"].family_name
    world.surroundings.empty()
    assert {} == world.surroundings.france_connect.identities


@pytest.mark.parametrize("seed", range(20))
def test_bystanders_are_nobody_of_the_scenario(
    make_world: Callable[..., World], target: Any, seed: int
) -> None:
    """No account shares the number, nor the address, of a named person."""
    world = make_world(seed=seed)
    world.introduce("Camille", dossier="0000000")
    world.introduce("Dominique", email="jean.dupont@example.com")
    world.settle()
    told = accounts(target)
    emails = [str(account["email"]).casefold() for account in told]

    assert 5 == len({(account["situation"], account["dossier"]) for account in told})
    assert [1, 1] == [emails.count(email) for email in emails[:2]]


def test_the_same_seed_gives_the_same_people(
    make_world: Callable[..., World], target: Any
) -> None:
    """Seed and scenario decide everything that is drawn; either changes it."""

    def told(**changes: Any) -> list[dict[str, Any]]:
        world = make_world(**changes)
        world.introduce("Camille")
        world.settle()
        return accounts(target)

    assert told() == told(seed=42, scenario="x.feature:3")
    assert told() != told(seed=43)
    assert told() != told(scenario="x.feature:4")


def test_what_is_stated_stands(world: World, target: Any) -> None:
    """What a feature states about somebody is what the portal is told."""
    world.introduce("Camille", situation=Situation.AYANT_DROIT, dossier="0012345")
    world.describe("Camille", email=None, department="67")
    world.settle()
    told = accounts(target)[0]

    assert ("ayant_droit", "0012345", None, "67") == (
        told["situation"],
        told["dossier"],
        told["email"],
        told["department"],
    )


def test_an_account_may_change_behind_the_portals_back(
    world: World, target: Any
) -> None:
    """The change goes to the portal, and the person knows it."""
    camille = world.introduce("Camille", dossier="0012345")
    world.change_account(camille, email="autre@example.org")

    assert (
        "change",
        ("affilie", "0012345", {"email": "autre@example.org"}),
    ) == target.bench.calls[-1]
    assert "autre@example.org" == camille.person.email


def test_time_is_moved_for_everybody(world: World, target: Any) -> None:
    """The process, the portal and the outbox follow, once somebody lives here."""
    world.set_time(FIRST_INSTANT + timedelta(hours=1))
    world.settle()
    world.let_pass(timedelta(hours=24))

    assert FIRST_INSTANT + timedelta(hours=25) == SystemClock().now()
    assert [0, 1, 25] == [
        (time - FIRST_INSTANT) / timedelta(hours=1) for time in target.times
    ]
    assert 1 == [name for name, _ in target.bench.calls].count("outbox")


def test_24_hours_end_an_hour_later_in_march(world: World) -> None:
    """Elapsed time ends at 13:00 after the night of summer time."""
    world.set_time(datetime(2026, 3, 28, 11, 0, tzinfo=UTC))
    world.let_pass(timedelta(hours=24))

    assert datetime(2026, 3, 29, 11, 0, tzinfo=UTC) == world.clock.now()


def test_a_portal_without_outbox_or_routes_is_spared_them(
    world: World, target: Any
) -> None:
    """What a portal lacks is not asked of it when nobody needs it."""
    target.capabilities = frozenset({Capability.ACCOUNTS, Capability.CLOCK})
    world.settle()
    world.let_pass(timedelta(hours=1))

    assert ["accounts"] == [name for name, _ in target.bench.calls]


def test_what_is_seen_is_kept_until_collected(world: World, target: Any) -> None:
    """Pages, letters and notes belong to the step during which they were seen."""
    target.bench.posted = [dict(LETTER)]
    page = world.introduce("Camille").visit("https://portail.test/")
    world.letters()
    world.letters()
    world.note("Pied de page")
    kept = world.evidence.collect()

    assert ([page], ["Pied de page"]) == (kept.pages, kept.notes)
    assert [LETTER] == [letter.fields for letter in kept.letters]
    assert b"%PDF 1" == kept.letters[0].paper()
    assert [] == world.evidence.collect().pages
    assert [page] == world.seen_pages


def test_a_letter_that_is_wrongly_shown_is_the_benchs_error(
    world: World, target: Any
) -> None:
    """The wrong field is named, and the portal is not judged on it."""
    target.bench.posted = [LETTER, LETTER | {"expected_on": "vendredi"}]

    with pytest.raises(BenchRefusal, match='Letter 2: "expected_on" must be a day'):
        world.letters()


def test_worlds_do_not_nest(world: World, make_world: Callable[..., World]) -> None:
    """Two scenarios at once in one process would share the frozen time."""
    with pytest.raises(RuntimeError, match="Another FrozenClock is running"):
        make_world().begin()
    assert FIRST_INSTANT == world.clock.now()


def test_a_world_that_could_not_begin_can_be_ended(
    make_world: Callable[..., World], target: Any
) -> None:
    """When the portal does not answer, ending gives real time back."""

    def unreachable(_: str) -> None:
        raise Unreachable("muet")

    target.begin = unreachable
    world = make_world()
    with pytest.raises(Unreachable):
        world.begin()
    world.end()
    (again := FrozenClock(FIRST_INSTANT)).start()
    again.stop()

    assert FIRST_INSTANT != SystemClock().now()


def test_time_is_given_back_whatever_breaks(
    make_world: Callable[..., World], target: Any
) -> None:
    """A browser that cannot be closed must not freeze the scenarios after."""
    world = make_world()
    world.begin()
    world.open_browser()

    target.browsers[0].close = Mock(side_effect=RuntimeError("crash"))
    with pytest.raises(RuntimeError, match="crash"):
        world.end()

    assert FIRST_INSTANT != SystemClock().now()
