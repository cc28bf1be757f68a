"""Identifying with FranceConnect, on the simulated portal and on scripted pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fixtures.person import Situation
from harness.errors import ConfigurationError, NotObservable, NotOffered
from harness.journeys import france_connect, identities
from harness.journeys.identities import BirthFact, FranceConnectFault
from harness.journeys.surroundings import Surroundings
from harness.journeys.world import World
from harness.pages import Page
from harness.targets.embedded import EmbeddedTarget

BUTTON = (
    b"<form method=post action=/fc><input type=hidden name=jeton value=1>"
    b"<button>S&#8217;identifier avec FranceConnect</button></form>"
)
LINK = b"<p><a href=/fc>S'identifier avec FranceConnect</a></p>"


@pytest.fixture(scope="module")
def portal() -> Iterator[EmbeddedTarget]:
    """The simulated portal."""
    target = EmbeddedTarget()
    yield target
    target.close()


@pytest.fixture
def real_world(portal: EmbeddedTarget, surroundings: Surroundings) -> Iterator[World]:
    """A world around the simulated portal, which has begun."""
    world = World(portal, surroundings, seed=7, scenario="x.feature:9")
    world.begin()
    yield world
    world.end()


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        (BUTTON, ("form", {"jeton": "1"})),
        (LINK, ("GET", "https://www2.carpimko.com/fc")),
    ],
    ids=["button", "link"],
)
def test_a_link_or_a_button_leads_to_franceconnect(
    world: World, target: Any, body: bytes, asked: object
) -> None:
    """Whichever the portal made of it; a typographic apostrophe is one."""
    target.answers[:] = [Page("https://www2.carpimko.com/", 200, (), body)]
    camille = world.introduce("Camille")
    camille.visit("https://www2.carpimko.com/")
    france_connect.go_from_here(camille)

    assert asked == target.browsers[0].asked[-1]


def test_a_page_without_franceconnect_is_told(world: World) -> None:
    """What the page lacks is named; so is a portal that led nowhere."""
    camille = world.introduce("Camille")
    camille.visit("https://portail.test/")
    with pytest.raises(NotOffered, match="S'identifier avec FranceConnect"):
        france_connect.go_from_here(camille)
    with pytest.raises(NotOffered, match="la page de FranceConnect"):
        france_connect.last_request(camille)


def test_an_identification_keeps_what_was_seen(real_world: World) -> None:
    """Where she arrived, what her browser opens then, and everybody's space."""
    camille = real_world.introduce("Camille", dossier="1234567")
    real_world.introduce("Dominique", dossier="7654321")
    france_connect.identify(camille)
    seen = camille.identification
    assert seen is not None

    assert "dossier 1234567" in seen.page.text
    assert seen.afterwards is not None
    assert "dossier 1234567" in seen.afterwards.text
    assert {"affilie 1234567", "affilie 7654321"} == seen.spaces.keys()
    assert "code=" in (camille.way_back or "")
    assert camille.as_stranger is not None
    assert camille.as_stranger.asks_to_log_in


def test_who_gives_up_stays_outside(real_world: World) -> None:
    """Her browser then meets the log-in where the space would be."""
    camille = real_world.introduce("Camille")
    france_connect.give_up(camille)
    seen = camille.identification
    assert seen is not None
    assert seen.afterwards is not None

    assert seen.afterwards.asks_to_log_in


def test_a_return_is_prepared_and_taken_elsewhere(real_world: World) -> None:
    """It carries the code and the state of the one, in the browser of the other."""
    camille, dominique = map(real_world.introduce, ("Camille", "Dominique"))
    with pytest.raises(ConfigurationError, match="has not come back"):
        france_connect.follow_return_of(camille, dominique)
    france_connect.prepare_return(dominique)
    france_connect.follow_return_of(camille, dominique)

    assert dominique.way_back in {camille.page.url, *camille.page.via}
    assert camille.browser is not dominique.browser


def test_a_stolen_code_comes_with_the_thief_s_own_state(real_world: World) -> None:
    """Only the code is another's."""
    camille, dominique = map(real_world.introduce, ("Camille", "Dominique"))
    france_connect.prepare_return(camille)
    france_connect.return_with_code_of(dominique, camille)
    mine, hers = (each.way_back or "" for each in (dominique, camille))

    assert mine.partition("state=")[2] in dominique.page.url
    assert hers.partition("code=")[2].partition("&")[0] in dominique.page.url


@pytest.mark.parametrize(
    "body",
    [
        b"<form method=post><button>Se d&eacute;connecter</button></form>",
        "<a href=/adieu>Déconnexion</a>".encode(),
        b"<a href=/adieu>Quitter mon espace</a>",
    ],
)
def test_a_log_out_goes_by_any_name(world: World, target: Any, body: bytes) -> None:
    """The procedure gives it none."""
    target.answers[:] = [Page("https://portail.test/", 200, (), body)]
    camille = world.introduce("Camille")
    camille.visit("https://portail.test/")
    france_connect.log_out(camille)

    assert 2 == len(target.browsers[0].asked)


def test_a_space_without_log_out_is_not_judged(world: World) -> None:
    """The procedure does not ask for one."""
    camille = world.introduce("Camille")
    camille.visit("https://portail.test/")
    with pytest.raises(NotObservable, match="se déconnecter"):
        france_connect.log_out(camille)


@pytest.mark.parametrize("fault", FranceConnectFault)
def test_every_fault_can_be_scripted(world: World, fault: FranceConnectFault) -> None:
    """And ends with the scenario."""
    identities.break_france_connect(world, fault)
    assert world.surroundings.france_connect.fault is not None
    world.surroundings.repair()
    assert world.surroundings.france_connect.fault is None


def test_no_two_faults_are_the_same(world: World) -> None:
    """Each sentence says something else."""
    scripted = []
    for fault in FranceConnectFault:
        identities.break_france_connect(world, fault)
        scripted.append(repr(world.surroundings.france_connect.fault))

    assert len(FranceConnectFault) == len(set(scripted))


@pytest.mark.parametrize("fact", BirthFact)
@pytest.mark.parametrize("seed", range(5))
def test_homonyms_differ_by_one_fact(
    make_world: Callable[..., World], fact: BirthFact, seed: int
) -> None:
    """One of six, whoever was born wherever."""
    world = make_world(seed=seed)
    camille, dominique = map(world.introduce, ("Camille", "Dominique"))
    identities.make_homonym(world, "Dominique", "Camille", fact)
    one, other = (each.person.identity or {} for each in (camille, dominique))

    assert 1 == sum(one[name] != other[name] for name in one)
    assert camille.person.email != dominique.person.email
    assert camille.person.dossier != dominique.person.dossier


def test_nobody_without_birth_has_a_homonym(world: World) -> None:
    """There is nothing to differ by."""
    world.introduce("Camille", birth=None)
    world.introduce("Dominique")
    with pytest.raises(ConfigurationError, match="has no homonym"):
        identities.make_homonym(world, "Dominique", "Camille", BirthFact.DATE)


def test_a_second_account_is_the_same_person_s(world: World) -> None:
    """Another situation and number, the same six facts."""
    camille = world.introduce("Camille", dossier="1234567")
    identities.give_second_account(world, "Camille", Situation.AYANT_DROIT, "7654321")
    second = world.people[-1].person

    assert camille.person.identity == second.identity
    assert (Situation.AYANT_DROIT, "7654321") == second.key
    assert camille.person.email != second.email


BUTTONS = (
    b"<form method=post action=/choix><button name=c value=1234567>Dossier 1234567"
    b"</button><button name=c value=1112223>Dossier 1112223</button></form>"
)
RADIOS = (
    b"<form method=post action=/choix>"
    b"<label><input type=radio name=c value=1234567> Affili&eacute;, 1234567</label>"
    b"<label><input type=radio name=c value=1112223> Ayant droit, 1112223</label>"
    b"<button>Ouvrir</button></form>"
)
OPAQUE = (
    b"<form method=post action=/choix><button name=c value=0>Dossier 1234567</button>"
    b"<button name=c value=1>Dossier 1112223</button></form>"
)
LINKS = b"<p><a href=/choix/1>Dossier 1234567</a> <a href=/choix/2>1112223</a></p>"


@pytest.fixture
def choosing(
    world: World, target: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[[bytes], Any]:
    """Put Camille (dossier 1234567) in front of a choice between two accounts."""
    monkeypatch.setattr(france_connect, "conclude", lambda _: None)

    def arrive(body: bytes) -> Any:
        target.answers[:] = [Page("https://www2.carpimko.com/", 200, (), body)]
        camille = world.introduce("Camille", dossier="1234567")
        world.introduce("Dominique", dossier="7654321")
        camille.visit("https://www2.carpimko.com/")
        return camille

    return arrive


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        (BUTTONS, ("form", {"c": "1112223"})),
        (RADIOS, ("form", {"c": "1112223"})),
        (OPAQUE, ("form", {"c": "1"})),
        (LINKS, ("GET", "https://www2.carpimko.com/choix/2")),
    ],
    ids=["buttons", "radios", "opaque", "links"],
)
def test_an_account_is_chosen_however_it_is_offered(
    choosing: Callable[[bytes], Any], target: Any, body: bytes, asked: object
) -> None:
    """Buttons, choices or links: whatever names the dossier."""
    france_connect.choose_account(choosing(body), "1112223")

    assert asked == target.browsers[0].asked[-1]


@pytest.mark.parametrize("body", [BUTTONS, RADIOS], ids=["buttons", "radios"])
def test_somebody_elses_number_takes_the_place_of_ones_own(
    choosing: Callable[[bytes], Any], world: World, target: Any, body: bytes
) -> None:
    """What is sent names a dossier that the page never offered."""
    camille = choosing(body)
    france_connect.choose_account_of(camille, world.person("Dominique"))

    assert ("form", {"c": "7654321"}) == target.browsers[0].asked[-1]


def test_a_choice_that_names_nobody_cannot_be_forged(
    choosing: Callable[[bytes], Any], world: World, target: Any
) -> None:
    """Nothing is sent: such a portal is not to be blamed."""
    camille = choosing(OPAQUE)
    before = list(target.browsers[0].asked)
    france_connect.choose_account_of(camille, world.person("Dominique"))

    assert before == target.browsers[0].asked


def test_a_choice_that_is_not_there_is_said_so(
    choosing: Callable[[bytes], Any],
) -> None:
    """With what the page does offer."""
    with pytest.raises(NotOffered, match="d'ouvrir le dossier 9999999"):
        france_connect.choose_account(choosing(BUTTONS), "9999999")
