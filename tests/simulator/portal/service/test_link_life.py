"""What a link is worth, and until when (P7.6, P7.7, B03 to B06, B12, B19, B42)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from simulator.clock import advance
from simulator.portal.ports.tokens import ResetClaims
from simulator.portal.rules.situation import Situation
from simulator.portal.service import login
from simulator.portal.service.demand import Channel
from simulator.portal.service.redemption import LinkStatus, Redemption, link_status
from simulator.portal.store import schema

LIFE = timedelta(hours=24)
SECOND = timedelta(seconds=1)


@pytest.fixture
def token(office: Any) -> str:
    """The token of a link that Camille has just received."""
    office.ask()
    return str(office.tokens()[-1])


def test_a_new_link_is_live(office: Any, token: str) -> None:
    """However often it is looked at (B19)."""
    for _ in range(3):
        assert LinkStatus.LIVE is link_status(office.parts, token)


@pytest.mark.parametrize(
    ("after", "status"),
    [
        (timedelta(0), LinkStatus.LIVE),
        (LIFE - SECOND, LinkStatus.LIVE),
        (LIFE - timedelta(microseconds=1), LinkStatus.LIVE),
        (LIFE, LinkStatus.EXPIRED),
        (LIFE + SECOND, LinkStatus.EXPIRED),
        (timedelta(days=3650), LinkStatus.EXPIRED),
    ],
)
def test_a_link_lives_24_hours(
    office: Any, token: str, after: timedelta, status: LinkStatus
) -> None:
    """At reading and at submitting alike (B12)."""
    advance(office.clock, after)

    assert status is link_status(office.parts, token)
    assert status is office.redeem(token).link
    alive = status is LinkStatus.LIVE
    assert alive == (office.log_in(office.NEW) is not None)
    assert alive != (office.log_in(office.OLD) is not None)


def test_a_dead_link_says_so_whatever_was_typed(office: Any, token: str) -> None:
    """Nobody is sent to correct a form that can serve no more."""
    advance(office.clock, LIFE)

    expected = Redemption(LinkStatus.EXPIRED)
    assert expected == office.redeem(token, password="court", dossier="7654321")


def test_opened_in_time_and_submitted_too_late(office: Any, token: str) -> None:
    """« Cette action » is submitting too (P7.7)."""
    advance(office.clock, LIFE - SECOND)
    assert LinkStatus.LIVE is link_status(office.parts, token)
    advance(office.clock, 2 * SECOND)

    assert LinkStatus.EXPIRED is office.redeem(token).link


def test_after_the_end_a_new_request_gives_a_new_link(office: Any, token: str) -> None:
    """The whole procedure again (P7.7)."""
    advance(office.clock, LIFE)
    office.ask()

    assert not office.redeem(token).done
    assert office.redeem(office.tokens()[-1]).done


def test_a_link_works_once(office: Any, token: str) -> None:
    """Used is used, whoever comes second (B03)."""
    assert office.redeem(token).done
    assert LinkStatus.USED is link_status(office.parts, token)
    assert LinkStatus.USED is office.redeem(token, password="Autre2026").link
    assert office.log_in(office.NEW) is not None
    assert office.log_in("Autre2026") is None


def test_a_used_link_that_has_expired_is_still_used(office: Any, token: str) -> None:
    """The page says what happened, not what the clock says."""
    office.redeem(token)
    advance(office.clock, 2 * LIFE)

    assert LinkStatus.USED is link_status(office.parts, token)


def _password_changed_by_letter(office: Any) -> None:
    office.ask(Channel.POST)
    session = office.log_in(office.letter_password())
    assert () == login.replace_letter_password(office.parts, session, "Lettre2026")


def _forget_the_account(office: Any) -> None:
    with office.parts.store.begin() as connection:
        connection.execute(delete(schema.accounts))


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(lambda o: o.ask(), id="a new request"),
        pytest.param(lambda o: o.ask(Channel.POST), id="a letter asked for"),
        pytest.param(_password_changed_by_letter, id="password changed otherwise"),
        pytest.param(lambda o: o.change(email="new@mail.test"), id="address changed"),
        pytest.param(lambda o: o.change(email=None), id="address removed"),
        pytest.param(lambda o: o.change(email="Camille@mail.test"), id="case changed"),
        pytest.param(lambda o: o.change(status="blocked"), id="blocked"),
        pytest.param(lambda o: o.change(status="closed"), id="closed"),
        pytest.param(_forget_the_account, id="account gone"),
    ],
)
def test_a_link_dies_with_what_it_was_made_for(
    office: Any, token: str, happens: Callable[[Any], None]
) -> None:
    """Refused as unknown, at reading and at submitting; no password changes."""
    happens(office)

    assert LinkStatus.UNKNOWN is link_status(office.parts, token)
    assert LinkStatus.UNKNOWN is office.redeem(token).link
    assert office.log_in(office.NEW) is None


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(lambda o: o.log_in(o.OLD), id="a log-in"),
        pytest.param(lambda o: o.log_in("faux"), id="a failed log-in"),
        pytest.param(lambda o: o.change(first_name="Cam"), id="a name changed"),
        pytest.param(
            lambda o: (
                o.enrol(situation=Situation.AYANT_DROIT),
                o.ask(key=(Situation.AYANT_DROIT, "0012345")),
            ),
            id="a request for the same number, other situation",
        ),
    ],
)
def test_a_link_survives_the_rest(
    office: Any, token: str, happens: Callable[[Any], None]
) -> None:
    """What has nothing to do with it leaves it alone."""
    happens(office)

    assert LinkStatus.LIVE is link_status(office.parts, token)


def test_a_link_is_known_after_a_restart(tmp_path: Any, open_office: Any) -> None:
    """Nothing of it is kept in memory, the signing key included (P7.8)."""
    url = f"sqlite:///{tmp_path / 'portail.db'}"
    first = open_office(url)
    first.enrol()
    first.ask()
    (token,) = first.tokens()
    first.parts.store.dispose()
    second = open_office(url)

    assert LinkStatus.LIVE is link_status(second.parts, token)
    assert second.redeem(token).done


def test_a_well_signed_token_of_no_link_is_unknown(office: Any, token: str) -> None:
    """The store must know its name, and whose it is."""
    claims = office.parts.tokens.decode(token)

    def status(login: str, jti: str) -> LinkStatus:
        made = ResetClaims(login, jti, claims.expires_at)
        return link_status(office.parts, office.parts.tokens.encode(made))

    assert LinkStatus.LIVE is status(claims.login, claims.jti)
    assert LinkStatus.UNKNOWN is status(claims.login, "0" * 32)
    assert LinkStatus.UNKNOWN is status("0012346", claims.jti)


def test_a_token_with_an_early_end_has_expired(office: Any, token: str) -> None:
    """Its own exp counts, were it negative."""
    claims = office.parts.tokens.decode(token)
    for end in (office.clock.now(), office.clock.now() - timedelta(days=40_000)):
        made = ResetClaims(claims.login, claims.jti, end)
        early = office.parts.tokens.encode(made)

        assert LinkStatus.EXPIRED is link_status(office.parts, early)
        assert not office.redeem(early).done


@pytest.mark.parametrize("garbage", ["", "x", "a.b.c", "\x00", "é", "." * 500])
def test_garbage_is_an_unknown_link(office: Any, garbage: str) -> None:
    """Without any exception (B49)."""
    assert LinkStatus.UNKNOWN is link_status(office.parts, garbage)
    assert LinkStatus.UNKNOWN is office.redeem(garbage).link
