"""A CAPTCHA that the bench does not verify: a test key, or none at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from harness.errors import NotObservable, NotOffered
from harness.journeys.captcha import FIELD, Captcha, complete
from harness.journeys.surroundings import CaptchaTold, Surroundings
from harness.journeys.world import World
from harness.pages import Page
from harness.target import LACKS, Capability

URL = "http://127.0.0.1:8080/oubli"
FORM = b"<form method=post><input name=a value=1>%s<button>Valider</button></form>"
WIDGET = b"<div class=g-recaptcha data-sitekey=cle></div>"
Send = Callable[[Captcha], list[str] | None]


@pytest.fixture
def make(target: Any, surroundings: Surroundings) -> Iterator[Callable[..., Send]]:
    """Make the sending of a form, on a portal of which *told* is said."""
    worlds: list[World] = []

    def made(told: CaptchaTold, *, widget: bytes = WIDGET, plays: bool = False) -> Send:
        if not plays:
            target.capabilities -= {Capability.CAPTCHA}
        target.answers[:] = [Page(URL, 200, (), FORM % widget)]
        around = replace(surroundings, captcha_told=told)
        world = World(target, around, seed=42, scenario="x:3")
        worlds.append(world)
        world.begin()
        camille = world.introduce("Camille")
        camille.visit(URL)

        def send(captcha: Captcha) -> list[str]:
            form = camille.page.forms[0].press("Valider")
            sent = complete(camille, form, captcha)
            return [value for name, value in sent.pairs if name == FIELD]

        return send

    yield made
    for world in worlds:
        world.end()


def test_a_test_key_takes_one_fixed_response(make: Callable[..., Send]) -> None:
    """Solved, left out and empty can be told apart."""
    send = make(CaptchaTold(response="toujours"))

    assert [["toujours"], [], [""]] == [
        send(Captcha.SOLVED),
        send(Captcha.ABSENT),
        send(Captcha.EMPTY),
    ]


@pytest.mark.parametrize(
    "captcha",
    [
        Captcha.FORGED,
        Captcha.REPLAYED,
        Captcha.STALE,
        Captcha.FRESH,
        Captcha.OTHER_HOST,
        Captcha.TEST_KEY,
    ],
)
def test_a_test_key_takes_everything_else_too(
    make: Callable[..., Send], captcha: Captcha
) -> None:
    """How the portal takes other responses says nothing of it."""
    send = make(CaptchaTold(response="toujours"))
    send(Captcha.SOLVED)

    with pytest.raises(NotObservable, match=LACKS[Capability.CAPTCHA]):
        send(captcha)


def test_who_says_nothing_of_the_captcha_cannot_solve_it(
    make: Callable[..., Send],
) -> None:
    """Leaving it out can be judged all the same."""
    send = make(CaptchaTold())
    assert [] == send(Captcha.ABSENT)

    with pytest.raises(NotObservable, match=LACKS[Capability.CAPTCHA]):
        send(Captcha.SOLVED)


def test_a_captcha_that_is_switched_off_is_no_obstacle(
    make: Callable[..., Send],
) -> None:
    """The form is sent as it is; whatever is about the CAPTCHA is not observable."""
    send = make(CaptchaTold(asked=False), widget=b"")
    assert [] == send(Captcha.SOLVED)

    with pytest.raises(NotObservable, match="débranché"):
        send(Captcha.ABSENT)


def test_a_missing_captcha_is_not_excused(make: Callable[..., Send]) -> None:
    """A portal that says nothing should have one."""
    with pytest.raises(NotOffered, match="CAPTCHA"):
        make(CaptchaTold(response="toujours"), widget=b"")(Captcha.SOLVED)


def test_the_file_may_say_where_it_is_solved(
    make: Callable[..., Send], surroundings: Surroundings
) -> None:
    """A portal served on loopback may expect its public name."""
    (response,) = make(CaptchaTold(host="www2.carpimko.com"), plays=True)(
        Captcha.SOLVED
    ) or [""]

    answer = surroundings.captcha.verify("secret", response)
    assert "www2.carpimko.com" == dict(answer)["hostname"]
