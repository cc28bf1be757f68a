"""Those who join from a crowd, and those of whom the portal knows nothing."""

from __future__ import annotations

from typing import Any

import pytest

from fixtures.personas import persona
from harness.errors import NotObservable
from harness.journeys import timing
from harness.journeys.timing import Moment
from harness.journeys.world import World
from harness.pages import Page


def told(target: Any) -> list[set[str]]:
    """Return the dossiers that the portal was told, call after call."""
    return [
        {account["dossier"] for account in body}
        for name, body in target.bench.calls
        if name == "accounts"
    ]


def test_the_portal_knows_nothing_of_the_unknown(world: World, target: Any) -> None:
    """Neither as introduced, nor as a bystander of the same number."""
    world.introduce("Camille", dossier="1234567")
    dominique = world.introduce_unknown("Dominique", dossier="7654321")
    world.settle()

    assert "1234567" in told(target)[-1]
    assert "7654321" not in told(target)[-1]
    assert (dominique,) == world.without_account


def test_a_crowd_replaces_the_crowd_before(world: World, target: Any) -> None:
    """Those introduced stay; the unknown stay unknown."""
    world.introduce("Camille", dossier="1234567")
    world.introduce_unknown("Dominique", dossier="7654321")
    world.populate([persona("Zoé", seed=1, dossier="1111111")])
    world.populate([persona("Yann", seed=1, dossier="2222222")])

    assert {"1234567", "2222222"} <= told(target)[-1]
    assert not {"1111111", "7654321"} & told(target)[-1]


def test_who_joins_may_get_mails(world: World) -> None:
    """Whoever joins is one of the people whose mails are accounted for."""
    joined = world.join(persona("Zoé", seed=1))

    assert joined in world.people


def test_pages_are_known_by_browser(world: World) -> None:
    """Each browser's own, in order."""
    first, second = world.open_browser(), world.open_browser()
    pages = [first.visit("https://portail.test/") for _ in range(2)]

    assert tuple(pages) == world.seen_in(first)
    assert () == world.seen_in(second)


def test_a_portal_that_limits_is_not_measured(world: World, target: Any) -> None:
    """A page that says « too many » measures nothing: the reason is told."""
    home = '<a href="/c">Espace personnel</a>'
    login = (
        "<form method=post><label><input type=radio name=s value=a> Affilié</label>"
        "<label>Numéro de dossier <input name=d></label>"
        "<label>Mot de passe <input type=password name=m></label>"
        "<button>Se connecter</button></form>"
    )
    target.answers[:] = [
        Page("https://portail.test/", 200, (), home.encode()),
        Page("https://portail.test/c", 200, (), login.encode()),
        Page("https://portail.test/c", 429, (), b"<h1>Trop de demandes</h1>"),
    ]
    with pytest.raises(NotObservable, match="limite le nombre de demandes"):
        timing.measure(world, Moment.LOGIN, 40)


@pytest.mark.parametrize(("steady", "count"), [(True, 40), (False, 80)])
def test_known_and_unknown_are_alike_and_as_many(
    world: World,
    target: Any,
    monkeypatch: pytest.MonkeyPatch,
    *,
    steady: bool,
    count: int,
) -> None:
    """As many of each in every batch, none twice; more when durations vary."""
    monkeypatch.setattr(timing, "_varies", lambda _: not steady)
    home = '<a href="/c">Espace personnel</a>'
    page = Page("https://portail.test/", 200, (), home.encode())
    login = (
        '<a href="/c">Espace personnel</a><form method=post>'
        "<label><input type=radio name=s value=a> Affilié</label>"
        "<label>Numéro de dossier <input name=d></label>"
        "<label>Mot de passe <input type=password name=m></label>"
        "<button>Se connecter</button></form>"
    )
    target.answers[:] = [Page(page.url, 200, (), login.encode())]
    series = timing.measure(world, Moment.LOGIN, 40)

    assert [(count, count)] * 2 == [(len(a), len(b)) for a, b in series]
    crowd = [somebody.person for somebody in world.people]
    assert 8 + 4 * count == len(crowd) == len({one.dossier for one in crowd})
    bystanders, *batches = told(target)
    batches = [len(dossiers - bystanders) for dossiers in batches]
    assert [4, *[10] * (count // 5)] == batches
