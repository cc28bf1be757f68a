"""The same objections wherever a password is chosen (B31, B36)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simulator.portal.rules.password import Violation
from simulator.portal.service import login
from simulator.portal.service.demand import Channel
from simulator.portal.service.own_password import OwnPassword, change_own_password

Way = Callable[[Any, str], tuple[Violation, ...] | None]


def _by_link(office: Any, password: str) -> tuple[Violation, ...]:
    office.ask()
    outcome = office.redeem(office.tokens()[-1], password=password)
    return tuple(outcome.violations)


def _by_letter(office: Any, password: str) -> tuple[Violation, ...] | None:
    office.ask(Channel.POST)
    session = office.log_in(office.letter_password())
    return login.replace_letter_password(office.parts, session, password)


def _by_account(office: Any, password: str) -> tuple[Violation, ...]:
    session = office.log_in(office.OLD)
    typed = OwnPassword(office.OLD, password, password)
    return change_own_password(office.parts, session, typed).violations


@pytest.mark.parametrize("way", [_by_link, _by_letter, _by_account])
@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Azerty12", (Violation.COMMON,)),
        ("Carpimko2026", (Violation.COMMON,)),
        ("Aa0012345", (Violation.HOLDS_DOSSIER,)),
        ("Durand2026", (Violation.OWN_NAME,)),
        ("azerty12", (Violation.NO_UPPER_CASE,)),
        ("A1" + "x" * 4095, (Violation.TOO_LONG,)),
        ("Soleil2026", ()),
    ],
)
def test_each_way_refuses_what_the_others_refuse(
    office: Any, way: Way, password: str, expected: tuple[Violation, ...]
) -> None:
    """Link, letter and account page; and only what is refused stays out."""
    assert expected == way(office, password)
    assert bool(expected) == (office.log_in(password) is None)


@pytest.mark.parametrize("password", ["Aa0012345", "Durand2026", "Azerty12"])
def test_who_cannot_name_the_dossier_learns_nothing_of_its_owner(
    office: Any, password: str
) -> None:
    """A stolen link is no way to try out numbers and names."""
    office.ask()
    outcome = office.redeem(office.tokens()[-1], password=password, dossier="0012346")

    assert () == outcome.violations
    assert not outcome.done
