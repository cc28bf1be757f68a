"""Moving the world's time by forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from simulator.clock import real_now
from tests.simulator.desk.desk_user import DeskUser


@pytest.mark.parametrize(
    ("step", "duration"),
    [
        ("1-min", timedelta(minutes=1)),
        ("1-h", timedelta(hours=1)),
        ("24-h", timedelta(hours=24)),
        ("72-h", timedelta(hours=72)),
    ],
)
def test_steps(tester: DeskUser, step: str, duration: timedelta) -> None:
    """A button moves the portal's time on, and says so."""
    tester.world.clock.hold()
    before = tester.world.portal.clock.now()

    said = tester.told("/horloge/avancer", de=step)

    assert before + duration == tester.world.portal.clock.now()
    assert "L'horloge a avancé de" in said


def test_any_instant(tester: DeskUser) -> None:
    """The form sets Paris time, and time flows on from there."""
    said = tester.told("/horloge/aller", date="01/04/2027", heure="10:42")

    passed = tester.world.clock.now() - datetime(2027, 4, 1, 8, 42, tzinfo=UTC)
    assert timedelta(0) <= passed < timedelta(minutes=1)
    assert "jeudi 1er avril 2027 à 10:42 (heure d'été)" in said
    assert not tester.world.clock.is_held


def test_an_hour_that_does_not_exist(tester: DeskUser) -> None:
    """A skipped hour moves nothing, is explained, and what was typed stays."""
    answer = tester.post("/horloge/aller", date="28/03/2027", heure="2:30")

    assert 422 == answer.status_code
    assert "existe pas cette nuit-là" in answer.text
    assert 'value="28/03/2027"' in answer.text
    assert (
        'aria-invalid="true" aria-describedby="heure-aide heure-erreur"' in answer.text
    )
    assert abs(tester.world.clock.offset) < timedelta(seconds=1)


def test_an_hour_that_comes_twice(tester: DeskUser) -> None:
    """An hour that comes twice is asked about, then taken as chosen."""
    typed = {"date": "31/10/2027", "heure": "2:30"}
    tester.world.clock.hold()

    asked = tester.post("/horloge/aller", **typed)
    tester.told("/horloge/aller", **typed, saison="hiver")

    assert 422 == asked.status_code
    assert 'name="saison" value="hiver"' in asked.text
    assert datetime(2027, 10, 31, 1, 30, tzinfo=UTC) == tester.world.clock.now()


def test_stop_and_go(tester: DeskUser) -> None:
    """The clock stands still, then flows on from there, then follows real time."""
    assert "arrêtée" in tester.told("/horloge/arreter")
    stood = tester.world.clock.now()
    assert stood == tester.world.clock.now()

    assert "court de nouveau" in tester.told("/horloge/reprendre")
    assert not tester.world.clock.is_held

    tester.told("/horloge/avancer", de="24-h")
    assert "revenue à l'heure réelle" in tester.told("/horloge/maintenant")
    assert abs(tester.world.clock.now() - real_now()) < timedelta(seconds=5)


def test_beyond_the_last_year(tester: DeskUser) -> None:
    """A step out of the years that the world knows moves nothing and says so."""
    tester.world.clock.move_to(datetime(9998, 12, 30, 12, tzinfo=UTC))

    said = tester.told("/horloge/avancer", de="24-h")

    assert "va de 1970 à 9998" in said
    assert 30 == tester.world.clock.now().day


def test_a_move_is_one_change(tester: DeskUser) -> None:
    """Whoever watches is woken once for each."""
    moves = {"/horloge/avancer": {"de": "1-h"}, "/horloge/arreter": {}}
    for path, fields in moves.items():
        before = tester.world.changes.number
        tester.told(path, **fields)
        assert before + 1 == tester.world.changes.number


def test_an_unknown_step(tester: DeskUser) -> None:
    """A step that no button offers moves nothing."""
    assert "Choisissez l'un des boutons" in tester.told("/horloge/avancer", de="1-an")


def test_what_is_due_is_handed_over(tester: DeskUser) -> None:
    """A mail that was delayed arrives by the move, and the page counts it."""
    tester.world.clock.hold()
    sent = tester.world.mailbox
    sent.deliver("a@b.test", ["c@d.test"], b"x", delay=timedelta(minutes=30))
    assert "Aucun mail pour l'instant" in tester.text("/mails")

    assert "1 mail qui attendait" in tester.told("/horloge/avancer", de="1-h")

    assert "pour c@d.test" in tester.text("/mails")
